import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { engineOutputs } from "../../scripts/stack/engines";
import { readSnapshot } from "../../scripts/stack/snapshot";
import { siteEngine } from "../../scripts/stack/stack-engines";
import { run } from "../../scripts/toolchain/run";
import { verifyEnvironments } from "../../scripts/verify/environments";
import { runningServices } from "../../scripts/verify/services";
import { assertNoDrift } from "../support/drifted";
import { eventually } from "../support/eventually";
import { dockerIn, restartEngine } from "../support/job-engine";
import { LiveSite, freePort } from "../support/live-site";

/** The life of a site whose environment lives in the engine that the site allocates, in this order. */
describe("an environment inside the engine of its own site", function () {
    this.timeout("15m");
    let site: LiveSite;

    const assertHolds = async (): Promise<void> => {
        const checks = await verifyEnvironments(site.options);
        assert.ok(checks.length > 70, `only ${checks.length} checks were made`);
        assert.deepEqual(
            checks.filter(({ failure }) => failure !== undefined),
            [],
        );
    };
    const inside = async (): Promise<string[]> =>
        (await dockerIn(site, "ps", "--format", "{{.Names}} {{.Status}}")).split("\n").sort();

    before(async () => {
        site = await LiveSite.create(
            "pcocc",
            { port: await freePort(), memory: 3072 },
            {
                environments: ["openchami", "pcocc"],
                engine: { environment: "pcocc" },
                openchami: { domain: "demo.openchami.cluster", ports: { https: await freePort() } },
            },
        );
        await site.up();
    });
    after(() => site.remove());

    it("holds all that it declares, and is reached at the host's own address", assertHolds);

    it("is inside alone: outside there is the engine", async () => {
        const { stack } = site.options;
        const running = await inside();
        assert.equal(running.length, 8, running.join("\n"));
        assert.ok(running.every((line) => /-openchami-\S+ Up .*\(healthy\)/.test(line)));
        const outside = (await site.census()).filter((entry) => !entry.startsWith("image "));
        assert.deepEqual(outside, [
            `container ${stack}-pcocc-engine-dockerd`,
            `network ${stack}-pcocc-external`,
            `volume ${stack}-pcocc-engine-data`,
        ]);
        assert.doesNotMatch((await site.census()).join("\n"), /openchami/);
    });

    it("is not changed by a second update, and found by a refresh as it was declared", async () => {
        await site.up("--expect-no-changes");
        await site.succeed("refresh", "--preview-only", "--expect-no-changes");
        await assertNoDrift(site);
    });

    it("comes back with an engine that was killed", async () => {
        await run("docker", ["kill", site.container("engine-dockerd")]);
        await restartEngine(site);
        await eventually(60_000, async () =>
            assert.ok(
                (await inside()).every((line) => /\(healthy\)/.test(line)),
                (await inside()).join("\n"),
            ),
        );
        await assertHolds();
    });

    it("leaves its engine to another site too, whose file has the certificates as secrets", async () => {
        const { env, client } = await engineOutputs(site.options);
        const other = await LiveSite.create(
            "openchami",
            { domain: "other.openchami.cluster", ports: { https: await freePort() } },
            { engine: { host: env["DOCKER_HOST"] } },
        );
        try {
            const { file, stack } = other.options;
            const secrets = Object.entries(client!).map(([part, text]) => `hpc-stacks:engine.${part}=${text}`);
            const set = ["config", "set-all", "--path", "--config-file", file];
            await other.succeed(...set, ...secrets.flatMap((secret) => ["--secret", secret]));
            assert.doesNotMatch(readFileSync(file, "utf8"), /BEGIN/);
            await other.up();
            await other.up("--expect-no-changes");
            const services = await runningServices({ stack }, await siteEngine(other.options));
            assert.deepEqual(
                services.map(({ healthy }) => healthy),
                Array.from({ length: 8 }, () => true),
            );
            assert.deepEqual(await other.census(), [], "something of it is on the outer engine");
            await other.destroy();
            const left = ["ps", "--all", "--quiet", "--filter", `label=hpc-stacks.stack=${stack}`];
            assert.equal(await dockerIn(site, ...left), "");
        } finally {
            await other.remove();
        }
    });

    it("leaves nothing when it is destroyed with its engine", async () => {
        await site.destroy();
        assert.deepEqual(await site.census(), []);
        assert.deepEqual((await readSnapshot(site.options))?.resources ?? [], []);
    });
});
