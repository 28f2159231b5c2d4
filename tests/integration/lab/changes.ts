import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { appendFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { startPulumi } from "../../../scripts/stack/run";
import { run } from "../../../scripts/toolchain/run";
import { eventually } from "../../support/eventually";
import type { LabSite } from "../../support/lab-site";

/** Rebuilt, pushed, pulled back by the new digest, and run. */
const WHOLE_WAY = { replaced: ["webserver", "webserver", "webserver-pulled"], updated: ["webserver-push"] };

export function describeChanges(lab: () => LabSite): void {
    describe("changes what it must and nothing else", () => {
        const file = (name: string): string => path.join(lab().folder, name);
        const registryData = (pattern: string): Promise<string> =>
            run("docker", ["exec", lab().site.container("registry"), "find", "/var/lib/registry", "-path", pattern]);

        it("when a file is touched, or one changes that .dockerignore names: nothing", async () => {
            utimesSync(file("file1.html"), new Date(0), new Date(0));
            writeFileSync(file("notes.md"), "no part of the image");
            assert.deepEqual(await lab().site.preview(), {});
            rmSync(file("notes.md"));
        });

        it("when one file of the web server changes: its image, pushed and pulled, and its container", async () => {
            appendFileSync(file("file1.html"), "<!-- another one -->\n");
            assert.deepEqual(await lab().site.preview(), WHOLE_WAY);
        });

        it("also when the push is interrupted half-way by a restart of the engine", async () => {
            // Large enough to be seen on its way, and of no two equal parts.
            writeFileSync(file("large.html"), randomBytes(60_000_000));
            const { pulumi } = await startPulumi(["up", "--yes", "--skip-preview"], lab().site.options);
            await eventually(120_000, async () => assert.notEqual(await registryData("*/_uploads/*/data"), ""));
            await run("docker", ["restart", "--time", "1", lab().site.container("engine-dockerd")]);
            const { exitCode, stdout } = await pulumi;
            assert.notEqual(exitCode, 0, "the push was over before the engine was stopped");
            assert.match(stdout, /webserver-push/);

            await lab().site.up();
            assert.deepEqual(await lab().failures(), []);
            const { web } = await lab().outputs();
            assert.match(await (await fetch(`${web}/file1.html`)).text(), /another one/);
        });

        it("when the token is rotated: the registry is replaced and keeps its images, and nothing is pushed again", async () => {
            const before = await lab().outputs();
            lab().site.writeWith({ rotation: { token: 1 } });
            await lab().site.up();
            const after = await lab().outputs();
            assert.notEqual(after.registry.token, before.registry.token);
            assert.equal(after.image, before.image);
            assert.deepEqual(await lab().failures(), []);
            await lab().site.up("--expect-no-changes");
        });
    });
}
