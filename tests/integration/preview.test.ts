import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { planOf } from "../../scripts/review/plan";
import { readPreview } from "../../scripts/review/preview";
import { createStack } from "../../scripts/stack/init";
import { runPulumi } from "../../scripts/stack/run";
import { siteFile } from "../../scripts/stack/site-file";
import { topologyOf } from "../../scripts/topology/topology-of";
import { changesOf } from "../support/changes";
import { openChamiSite } from "../support/openchami-site";
import { planned } from "../support/planned";
import { recordSite, siteConfig, siteNames } from "../support/sites";

/** What a pull request sees: a machine without an engine, and a site that may not exist yet. */
describe("a preview without an engine", function () {
    this.timeout("3m");
    let state: string;
    before(() => {
        state = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    });
    after(() => rmSync(state, { recursive: true, force: true }));

    for (const stack of siteNames) {
        it(`shows all that site ${stack} would create`, async () => {
            const options = { stack, state, file: siteFile(stack), env: { DOCKER_HOST: "unix:///nonexistent" } };
            await createStack(options);
            const { exitCode, stdout, stderr } = await runPulumi(["preview", "--json"], options);
            const recording = await recordSite(siteConfig(stack), { stack });
            assert.equal(exitCode, 0, stderr);
            const { created = [], ...rest } = changesOf(stdout, stack);
            assert.deepEqual(rest, {});
            const declared = recording.resources.filter(({ custom }) => custom);
            const names = declared.map(({ name }) =>
                name.startsWith(`${stack}-`) ? name.slice(stack.length + 1) : name,
            );
            assert.deepEqual(
                // Pulumi adds a provider of its own for each package that the program names none for.
                created.filter((name) => !/^default(?:_|$)/.test(name)),
                names.sort(),
            );
            // What the docs' pictures are checked by in the unit tests.
            assert.deepEqual(topologyOf(stack, planOf(readPreview(stdout)!)), topologyOf(stack, planned(recording)));
        });
    }

    it("says everything that is wrong with a site at once, and creates nothing", async () => {
        const site = await openChamiSite({ domain: "Nowhere", ports: { htps: 1 } }, { volumes: "keep" });
        try {
            const { exitCode, stdout } = await site.pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            for (const key of ["volumes: must be one of", "openchami.domain: must be a DNS name", '"https"']) {
                assert.ok(stdout.includes(key), `${key} is not said:\n${stdout}`);
            }
            assert.deepEqual(await site.census(), []);
        } finally {
            await site.remove();
        }
    });
});
