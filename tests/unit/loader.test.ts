import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { project } from "../../scripts/project";
import { run } from "../../scripts/toolchain/run";

/** What a script prints that Node runs as the npm scripts run theirs. */
function printed(script: string, env: Record<string, string> = {}): Promise<string> {
    return run(process.execPath, ["--require", "./scripts/loader.cjs", "--eval", script], { cwd: project, env });
}

describe("the loader", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("keeps the lines of a source, so that stack traces name the right one", async () => {
        const file = path.join(folder, "fails.ts");
        const lines = [
            "interface Site {",
            "    name: string;",
            "}",
            "",
            "export const fail = (site: Site): string => {",
        ];
        writeFileSync(file, [...lines, "    throw new Error(site.name);", "};", ""].join("\n"));
        const script = `try { require(${JSON.stringify(file)}).fail({ name: "dev" }); } catch (e) { console.log(e.stack); }`;
        for (const when of ["compiled", "kept"]) {
            assert.match(await printed(script), /Error: dev\n\s+at .*fails\.ts:6:/, when);
        }
    });

    it("loads what the SDK seldom needs only when it is needed", async () => {
        const script = `
            const pulumi = require("@pulumi/pulumi");
            const loaded = () => Object.keys(require.cache).some((file) => file.endsWith("typescript.js"));
            const before = loaded();
            pulumi.runtime.serializeFunction(() => 1).then(({ text }) => console.log(before, loaded(), text.length > 0));`;
        assert.equal((await printed(script)).trim(), "false true true");
    });

    it("finds nothing of the SDK in what checks sites and reads previews", async () => {
        const script = `
            for (const part of ["./stacks/site", "./scripts/policies/check", "./scripts/review/run", "./scripts/topology/scene"]) require(part);
            console.log(Object.keys(require.cache).filter((file) => file.includes("@pulumi")).length)`;
        assert.equal((await printed(script)).trim(), "0");
    });

    it("gives the provider of dynamic resources what their state asks for", async () => {
        const script = `require("tsx/cjs"); console.log(Object.keys(require("./components/dynamic/providers").providers))`;
        assert.match(await printed(script), /ImagePush/);
    });

    it("drops messages that only --debug shows", async () => {
        const script = `console.log(String(require("@pulumi/pulumi").log.debug).includes("getEngine"))`;
        assert.equal((await printed(script)).trim(), "false");
        assert.equal((await printed(script, { HPC_STACKS_DEBUG: "true" })).trim(), "true");
    });
});
