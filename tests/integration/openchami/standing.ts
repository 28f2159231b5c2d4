import assert from "node:assert/strict";

import { runPulumi } from "../../../scripts/stack/run";
import { assertAllHolds } from "../../support/all-hold";
import { changesOf } from "../../support/changes";
import type { LiveSite } from "../../support/live-site";

const NO_ENGINE = { DOCKER_HOST: "unix:///nonexistent/docker.sock" };

export function describeStanding(site: () => LiveSite): void {
    describe("that stands", () => {
        it("is all that was declared, measured from outside and from inside its zones", async () => {
            await assertAllHolds(site());
        });

        it("is not changed by a second update", async () => {
            await site().up("--expect-no-changes");
        });

        it("is found by a refresh as it was declared", async () => {
            await site().succeed("refresh", "--preview-only", "--expect-no-changes");
        });

        it("is previewed without an engine", async () => {
            const { options } = site();
            const preview = await runPulumi(["preview", "--json"], { ...options, env: NO_ENGINE });
            assert.equal(preview.exitCode, 0, preview.stderr);
            // The engine's address alone is another one.
            assert.deepEqual(changesOf(preview.stdout), { updated: ["engine"] });
        });
    });
}
