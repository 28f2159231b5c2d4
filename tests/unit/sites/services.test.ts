import assert from "node:assert/strict";

import { assertEach } from "../../support/assert-each";
import type { Recording } from "../../support/recording";
import { recordSite, siteConfig } from "../../support/sites";

const STAY_CONTAINERS = [
    "openchami-bss-init",
    // The authority must reach it by name before it can be healthy.
    "openchami-cert-sidecar",
    "openchami-hydra-client",
    "openchami-hydra-migrate",
    "openchami-smd-init",
];

describe("services of a site that is a swarm", () => {
    let recording: Recording;
    before(async () => {
        recording = await recordSite(siteConfig("swarm"), { stack: "swarm" });
    });
    const services = () => recording.all("service");
    const specs = () => services().map(({ name, inputs }) => ({ name, ...inputs.taskSpec.containerSpec }));

    it("are all that runs, but for jobs and what a swarm cannot run", () => {
        assert.deepEqual(recording.names("container"), STAY_CONTAINERS);
        const standalone = recording.names("service").concat(STAY_CONTAINERS);
        assert.equal(new Set(standalone).size, 12);
    });

    it("have one task, where volumes and images are", () => {
        assertEach(services(), ({ inputs }) => inputs.mode?.replicated?.replicas === 1);
        assertEach(services(), ({ inputs }) => inputs.taskSpec.placement?.constraints?.join() === "node.role==manager");
    });

    it("hold no privilege; that they can gain none cannot be said to a swarm", () => {
        assertEach(specs(), ({ capDrops, capAdds }) => capDrops?.join() === "ALL" && capAdds === undefined);
        assertEach(specs(), ({ privileges }) => privileges === undefined);
        assertEach(specs(), ({ user }) => user !== undefined && !/^(?:0|root)(?::|$)/.test(user));
    });

    it("may use so much memory, and keep logs of limited size", () => {
        assertEach(services(), ({ inputs }) => (inputs.taskSpec.resources?.limits?.memoryBytes ?? 0) >= 2 ** 26);
        assertEach(services(), ({ inputs }) => inputs.taskSpec.logDriver?.name === "json-file");
        assertEach(services(), ({ inputs }) =>
            ["max-file", "max-size"].every((key) => key in (inputs.taskSpec.logDriver?.options ?? {})),
        );
    });

    it("are tested for health, which does not count before they must be healthy, and waited for longer than that", () => {
        assertEach(specs(), ({ healthcheck }) => (healthcheck?.tests?.length ?? 0) > 1);
        assertEach(specs(), ({ healthcheck }) => healthcheck?.startPeriod === "1m");
        assertEach(services(), ({ inputs }) => inputs.convergeConfig?.timeout === "85s");
        assertEach(services(), ({ inputs }) => inputs.taskSpec.restartPolicy?.condition === "any");
    });

    it("are stopped before they are started anew, because ports and volumes are taken once", () => {
        assertEach(services(), ({ inputs }) => inputs.updateConfig?.order === "stop-first");
        assertEach(services(), ({ inputs }) => inputs.updateConfig?.failureAction === "pause");
        assertEach(services(), ({ options }) => options.deleteBeforeReplace === true);
    });

    it("are in zones by their service's name, which leads to the task itself", () => {
        const ids = recording.names("network").map((name) => `id-of-${name}`);
        assertEach(services(), ({ inputs }) => inputs.endpointSpec?.mode === "dnsrr");
        assertEach(services(), ({ inputs }) =>
            (inputs.taskSpec.networksAdvanceds ?? []).every(
                ({ id, aliases }) => ids.includes(id ?? "") && aliases?.[0] === inputs.taskSpec.containerSpec.hostname,
            ),
        );
        assertEach(recording.all("network"), ({ inputs }) => inputs.driver === "overlay" && inputs.attachable === true);
    });

    it("are labelled as their tasks' containers are, for those who measure", () => {
        assertEach(services(), ({ inputs }) => {
            const { labels } = inputs.taskSpec.containerSpec;
            return JSON.stringify(labels) === JSON.stringify(inputs.labels) && labels?.length === 4;
        });
    });

    it("have configs and secrets that are replaced before they move on, and removed after", () => {
        const files = [...recording.all("config"), ...recording.all("secret")];
        assertEach(files, ({ options }) => options.deleteBeforeReplace === false);
        assertEach(files, ({ urn }) => services().some(({ dependencies }) => dependencies.includes(urn)));
    });

    it("get content that may be secret as a secret", () => {
        assert.deepEqual(recording.names("secret"), ["openchami-opaal-etc-opaal-nginx-conf"]);
        const secret = recording.the("secret", "openchami-opaal-etc-opaal-nginx-conf");
        assert.deepEqual([...secret.secrets].sort(), ["data", "name"]);
    });
});
