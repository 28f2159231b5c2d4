import assert from "node:assert/strict";

import { project } from "../../scripts/project";
import { run } from "../../scripts/toolchain/run";

/** What a program prints of a stack trace that is taken after the module was loaded. */
async function frames(trace: string, env: Record<string, string> = {}): Promise<number> {
    const script = `
        require("./stacks/promise-traces");
        const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
        console.log((${trace}).match(/\\n +at /g)?.length ?? 0)`;
    return Number(
        await run(process.execPath, ["--require", "./scripts/loader.cjs", "--eval", script], { cwd: project, env }),
    );
}

const OF_A_PROMISE = `(() => { const it = Promise.resolve(); debuggablePromise(it, "of a test"); return it._debugStackTrace; })()`;
const OF_AN_ERROR = `(debuggablePromise(Promise.resolve(), "of a test"), new Error("a fault").stack)`;

describe("stack traces", () => {
    it("of errors are taken", async () => {
        assert.ok((await frames(OF_AN_ERROR)) > 3);
    });

    it("of promises are not, unless leaks are looked for", async () => {
        assert.equal(await frames(OF_A_PROMISE), 0);
        assert.ok((await frames(OF_A_PROMISE, { PULUMI_DEBUG_PROMISE_LEAKS: "true" })) > 3);
    });
});
