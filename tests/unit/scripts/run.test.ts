import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Failure } from "../../../scripts/failure";
import { run, tryRun } from "../../../scripts/toolchain/run";

describe("run", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-run-"));
    const log = path.join(folder, "logs", "step.log");
    const shell = (script: string) => run("sh", ["-c", script], { log });

    after(() => rmSync(folder, { recursive: true }));

    it("gives what the program printed", async () => {
        assert.equal(await shell("echo out; echo err >&2"), "out");
        assert.match(readFileSync(log, "utf8"), /out\nerr/);
    });

    it("shows the last 20 lines of a step that fails, and where the rest is", async () => {
        const failure = await shell("seq 100; exit 3").then(assert.fail, (error: unknown) => error);
        assert.ok(failure instanceof Failure);
        assert.match(failure.message, /^sh -c seq 100; exit 3 failed/);
        assert.doesNotMatch(failure.message, /^ {4}80$/m);
        assert.match(failure.message, /^ {4}81\n[^]* {4}100$/m);
        assert.ok(failure.message.includes(`The whole log is in ${log}`));
    });

    it("tells a full disk from other failures", async () => {
        await assert.rejects(shell("echo 'write: no space left on device'; exit 1"), /disk full: free some space/);
        await assert.rejects(shell("exit 1"), (error: Error) => !error.message.includes("disk full"));
    });

    it("names a program that is missing", async () => {
        await assert.rejects(run("no-such-program", []), /no-such-program/);
        assert.equal(await tryRun("no-such-program", []), undefined);
    });
});
