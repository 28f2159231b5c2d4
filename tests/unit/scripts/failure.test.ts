import assert from "node:assert/strict";

import { project } from "../../../scripts/project";

/** Runs a script whose main function is the one given. */
async function run(script: string) {
    const { execa } = await import("execa");
    const text = `const { main, Failure } = require("./scripts/failure"); main(${script});`;
    return execa(process.execPath, ["--require", "./scripts/loader.cjs", "--eval", text], {
        cwd: project,
        reject: false,
    });
}

describe("a script that fails", () => {
    for (const [when, script] of [
        ["before it first waits", `() => { throw new Failure("no site"); }`],
        ["later", `async () => { throw new Failure("no site"); }`],
    ] as const) {
        it(`says why in one line, ${when}`, async () => {
            const { exitCode, stderr } = await run(script);
            assert.deepEqual({ exitCode, stderr }, { exitCode: 1, stderr: "error: no site" });
        });
    }
});
