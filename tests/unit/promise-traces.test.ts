import assert from "node:assert/strict";

import { project } from "../../scripts/project";
import { run } from "../../scripts/toolchain/run";

/** What is printed by a program that has its stack traces mapped, as Pulumi's runner does, and then loads the module. */
function printed(program: string, env: Record<string, string> = {}): Promise<string> {
    const mapping = 'Error.prepareStackTrace = (error) => "mapped " + error.message;';
    const script = `${mapping} require("./stacks/promise-traces"); console.log(${program})`;
    return run(process.execPath, ["--require", "./scripts/loader.cjs", "--eval", script], { cwd: project, env });
}

describe("stack traces", () => {
    it("of errors are mapped", async () => {
        assert.equal((await printed('new Error("a fault").stack')).trim(), "mapped a fault");
    });

    it("of promises are not, unless leaks are looked for", async () => {
        assert.equal((await printed("new Error().stack")).trim(), "Error");
        assert.equal((await printed("new Error().stack", { PULUMI_DEBUG_PROMISE_LEAKS: "true" })).trim(), "mapped");
    });
});
