import assert from "node:assert/strict";

import { readSnapshot } from "../../scripts/stack/snapshot";
import { run } from "../../scripts/toolchain/run";
import { verifyEnvironments } from "../../scripts/verify/environments";
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
    });

    it("comes back with an engine that was killed", async () => {
        await run("docker", ["kill", site.container("engine-dockerd")]);
        await restartEngine(site);
        await eventually(60_000, async () =>
            assert.ok((await inside()).every((line) => /\(healthy\)/.test(line)), (await inside()).join("\n")),
        );
        await assertHolds();
    });

    it("leaves nothing when it is destroyed with its engine", async () => {
        await site.destroy();
        assert.deepEqual(await site.census(), []);
        assert.deepEqual((await readSnapshot(site.options))?.resources ?? [], []);
    });
});
