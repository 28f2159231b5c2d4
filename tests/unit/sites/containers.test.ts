import assert from "node:assert/strict";

import { containersOf } from "../../../policies/container";
import { exceptionsOf } from "../../../policies/hardening";
import type { Freedom } from "../../../policies/hardening-exceptions";
import { asPreviewed } from "../../support/as-previewed";
import { assertEach, assertEvery } from "../../support/assert-each";
import { describeSites, describeSitesRunning } from "../../support/sites";

/** Containers without a network: storlets have none, and an image is tried as the storlet engine would run it. */
const WITHOUT_NETWORK = ["storlets-image-trial"];

describeSites("containers", (recording) => {
    const containers = () => recording().all("container");
    /** Those that the rule `hardening` makes no exception for. */
    const without = (freedom: Freedom) => {
        const resources = asPreviewed(recording());
        const excepted = containersOf(resources)
            .filter((container) => exceptionsOf(container, resources).some(({ may }) => may.includes(freedom)))
            .map(({ resource }) => resource.urn);
        return containers().filter(({ urn }) => !excepted.includes(urn));
    };

    it("are services or jobs", () => {
        assert.equal(recording().services().length + recording().jobs().length, containers().length);
        assert.ok(recording().services().length > 0);
    });

    it("may use so much memory and no swap", () => {
        assertEach(containers(), ({ inputs }) => (inputs.memory ?? 0) > 0 && inputs.memorySwap === inputs.memory);
    });

    it("hold no privilege, and can gain none, but for the exceptions of the house", () => {
        assertEach(containers(), ({ inputs }) => inputs.capabilities?.drops?.join() === "ALL");
        assertEach(without("capabilities"), ({ inputs }) => inputs.capabilities?.adds === undefined);
        assertEach(
            without("new privileges"),
            ({ inputs }) => inputs.securityOpts?.includes("no-new-privileges:true") === true,
        );
        assertEach(without("system calls"), ({ inputs }) => !/=unconfined/.test(inputs.securityOpts?.join() ?? ""));
        assertEach(without("host processes"), ({ inputs }) => !inputs.securityOpts?.includes("label=disable"));
        assertEach(without("privileged"), ({ inputs }) => inputs.privileged === undefined);
    });

    it("do not start as root, but for the exceptions of the house", () => {
        assertEach(without("root"), ({ inputs }) => !/^(?:0|root|)(?::|$)/.test(inputs.user ?? ""));
    });

    it("see no process of the host, but for the exceptions of the house", () => {
        assertEach(without("host processes"), ({ inputs }) => inputs.pidMode === undefined);
    });

    it("keep logs of limited size", () => {
        assertEach(containers(), ({ inputs }) => inputs.logDriver === "json-file");
        assertEach(containers(), ({ inputs }) => Object.keys(inputs.logOpts ?? {}).join() === "max-file,max-size");
    });

    it("are deleted before they are replaced, because names and ports are taken once", () => {
        assertEach(containers(), ({ options }) => options.deleteBeforeReplace === true);
    });

    it("are replaced when something changes that the provider would overlook, and when they never became healthy", () => {
        assertEach(containers(), ({ options }) =>
            ["#initerror", "healthcheck", "tmpfs", "init", "cpuPeriod", "cpuQuota"].every((key) =>
                options.replaceOnChanges.includes(key),
            ),
        );
    });

    it("ignore no change and are not protected", () => {
        assertEach(containers(), ({ options }) => options.ignoreChanges.length === 0 && options.protect !== true);
    });

    it("of services are tested for health, waited for, and started again", () => {
        const services = recording().services();
        assertEach(services, ({ inputs }) => (inputs.healthcheck?.tests?.length ?? 0) > 1);
        assertEach(services, ({ inputs }) => inputs.wait === true && (inputs.waitTimeout ?? 0) > 0);
        assertEach(services, ({ inputs }) => inputs.restart === "unless-stopped");
    });

    it("of jobs are awaited to their end and leave their words", () => {
        const jobs = recording().jobs();
        assertEvery(jobs, ({ inputs }) => inputs.attach === true && inputs.logs === true && inputs.mustRun === false);
        assertEvery(jobs, ({ inputs }) => inputs.restart === "no");
        assertEvery(jobs, ({ inputs }) => (inputs.ports ?? []).length === 0 && inputs.healthcheck === undefined);
    });

    it("are in zones, by their service's name, and not on the engine's own bridge, but for the few that are known", () => {
        const ids = recording()
            .names("network")
            .map((name) => `id-of-${name}`);
        const onHost = containers().filter(({ inputs }) => inputs.networkMode === "host");
        assertEvery(onHost, (container) => !without("host network").includes(container));
        assertEvery(onHost, ({ inputs }) => (inputs.networksAdvanced ?? []).length === 0);
        const withoutNetwork = containers().filter(({ inputs }) => inputs.networkMode === "none");
        assert.deepEqual(
            named(withoutNetwork),
            named(containers()).filter((name) => WITHOUT_NETWORK.includes(name)),
        );
        assertEvery(withoutNetwork, ({ inputs }) => (inputs.networksAdvanced ?? []).length === 0);
        const zoneless = [...onHost, ...withoutNetwork];
        const inZones = containers().filter((container) => !zoneless.includes(container));
        assertEvery(inZones, ({ inputs }) => (inputs.networksAdvanced ?? []).length > 0);
        assertEvery(inZones, ({ inputs }) =>
            (inputs.networksAdvanced ?? []).every(({ name, aliases }) => {
                return ids.includes(name) && aliases?.[0] === inputs.hostname;
            }),
        );
    });
});

describeSitesRunning("openchami", "the docker tour", (recording) => {
    it("has services and jobs, all of them in zones", () => {
        assert.ok(recording().services().length > 0 && recording().jobs().length > 0);
        const tour = recording()
            .all("container")
            .filter(({ name }) => name.startsWith("openchami-"));
        assertEach(tour, ({ inputs }) => (inputs.networksAdvanced ?? []).length > 0);
    });
});

function named(containers: readonly { readonly name: string }[]): string[] {
    return containers.map(({ name }) => name).sort();
}
