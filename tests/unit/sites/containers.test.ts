import assert from "node:assert/strict";

import { assertEach } from "../../support/assert-each";
import { describeSites } from "../../support/sites";

describeSites("containers", (recording) => {
    const containers = () => recording().all("container");

    it("are services or jobs, and there are some of both", () => {
        assert.equal(recording().services().length + recording().jobs().length, containers().length);
        assert.ok(recording().services().length > 0 && recording().jobs().length > 0);
    });

    it("may use so much memory and no swap", () => {
        assertEach(containers(), ({ inputs }) => (inputs.memory ?? 0) > 0 && inputs.memorySwap === inputs.memory);
    });

    it("hold no privilege and can gain none", () => {
        assertEach(containers(), ({ inputs }) => inputs.capabilities?.drops?.join() === "ALL");
        assertEach(containers(), ({ inputs }) => inputs.capabilities?.adds === undefined);
        assertEach(containers(), ({ inputs }) => inputs.securityOpts?.join() === "no-new-privileges:true");
        assertEach(containers(), ({ inputs }) => inputs.privileged === undefined);
    });

    it("do not run as root, but for a job that writes a new volume, which is root's in upstream's image", () => {
        const asRoot = containers().filter(({ inputs }) => !inputs.user || /^(?:0|root)(?::|$)/.test(inputs.user));
        assert.deepEqual(
            asRoot.map(({ name }) => name),
            ["openchami-hydra-migrate"],
        );
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
        assertEach(jobs, ({ inputs }) => inputs.attach === true && inputs.logs === true && inputs.mustRun === false);
        assertEach(jobs, ({ inputs }) => inputs.restart === "no");
        assertEach(jobs, ({ inputs }) => (inputs.ports ?? []).length === 0 && inputs.healthcheck === undefined);
    });

    it("are in zones, by their service's name, and not on the engine's own bridge", () => {
        const ids = recording()
            .names("network")
            .map((name) => `id-of-${name}`);
        assertEach(containers(), ({ inputs }) => (inputs.networksAdvanced ?? []).length > 0);
        assertEach(containers(), ({ inputs }) =>
            (inputs.networksAdvanced ?? []).every(({ name, aliases }) => {
                return ids.includes(name) && aliases?.[0] === inputs.hostname;
            }),
        );
    });
});
