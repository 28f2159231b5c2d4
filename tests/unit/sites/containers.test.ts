import assert from "node:assert/strict";

import { assertEach, assertEvery } from "../../support/assert-each";
import { describeSites, describeSitesRunning } from "../../support/sites";

/**
 * Containers that start as root, and why: what they prepare belongs to root, and other users must find it.
 * openchami-hydra-migrate writes a new volume, which is root's in upstream's image; daos-agent hands its socket's folder
 * and its certificates to the user that it then becomes.
 */
const AS_ROOT = ["daos-agent", "openchami-hydra-migrate"];

/** Engines of their own, which are root with the capabilities of all that they may run. */
const ENGINES = ["lab-engine-dockerd", "pcocc-engine-dockerd"];

/** Capabilities that a container has all the same: the agent's, to give files to its user and to become that user. */
const CAPABILITIES: Readonly<Record<string, string>> = { "daos-agent": "CAP_CHOWN,CAP_SETGID,CAP_SETUID" };

/** Containers on the host's network: DAOS needs the host's interfaces, and knows hosts by their addresses. */
const ON_HOST_NETWORK = ["daos-agent", "daos-client"];

/** Containers without a network: storlets have none, and an image is tried as the storlet engine would run it. */
const WITHOUT_NETWORK = ["storlets-image-trial"];

/** Containers that see the host's processes: the agent must know whether its clients are alive. */
const WITH_HOST_PROCESSES = ["daos-agent"];

describeSites("containers", (recording) => {
    const containers = () => recording().all("container");

    it("are services or jobs", () => {
        assert.equal(recording().services().length + recording().jobs().length, containers().length);
        assert.ok(recording().services().length > 0);
    });

    it("may use so much memory and no swap", () => {
        assertEach(containers(), ({ inputs }) => (inputs.memory ?? 0) > 0 && inputs.memorySwap === inputs.memory);
    });

    it("hold no privilege but the few that are known, and can gain none", () => {
        const confined = containers().filter(({ name }) => !ENGINES.includes(name));
        assertEach(containers(), ({ inputs }) => inputs.capabilities?.drops?.join() === "ALL");
        assertEach(confined, ({ name, inputs }) => inputs.capabilities?.adds?.join() === CAPABILITIES[name]);
        assertEach(confined, ({ inputs }) => inputs.securityOpts?.includes("no-new-privileges:true") === true);
        assertEach(
            confined,
            ({ name, inputs }) => inputs.securityOpts?.length === (WITH_HOST_PROCESSES.includes(name) ? 2 : 1),
        );
        assertEach(containers(), ({ inputs }) => inputs.privileged === undefined);
    });

    it("do not start as root, but for the few that are known", () => {
        const asRoot = containers().filter(({ inputs }) => !inputs.user || /^(?:0|root)(?::|$)/.test(inputs.user));
        assert.deepEqual(
            named(asRoot),
            named(containers()).filter((name) => [...AS_ROOT, ...ENGINES].includes(name)),
        );
    });

    it("see no process of the host, but for the few that are known", () => {
        const seeing = containers().filter(({ inputs }) => inputs.pidMode !== undefined);
        assert.deepEqual(
            named(seeing),
            named(containers()).filter((name) => WITH_HOST_PROCESSES.includes(name)),
        );
        assertEvery(seeing, ({ inputs }) => inputs.pidMode === "host");
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
        assert.deepEqual(
            named(onHost),
            named(containers()).filter((name) => ON_HOST_NETWORK.includes(name)),
        );
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
