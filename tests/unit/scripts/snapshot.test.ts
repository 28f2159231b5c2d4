import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { Failure } from "../../../scripts/failure";
import { readSnapshot } from "../../../scripts/stack/snapshot";

describe("the state of a stack", () => {
    const state = mkdtempSync(path.join(tmpdir(), "hpc-stacks-state-"));
    const folder = path.join(state, ".pulumi", "stacks", "hpc-stacks");
    const read = (text?: string) => {
        mkdirSync(folder, { recursive: true });
        if (text !== undefined) {
            writeFileSync(path.join(folder, "any.json"), text);
        }
        return readSnapshot({ stack: "any", state });
    };
    const whole = JSON.stringify({ version: 3, checkpoint: { latest: { resources: [{ urn: "u", type: "t" }] } } });

    after(() => rmSync(state, { recursive: true }));

    it("is none where there is no file, and what the file says else", async () => {
        assert.equal(await read(), undefined);
        assert.deepEqual(await read(whole), { resources: [{ urn: "u", type: "t" }] });
    });

    for (const [what, text] of [
        ["is empty", ""],
        ["broke off", whole.slice(0, whole.length / 2)],
        ["is something else", "null"],
    ] as const) {
        it(`is damaged where the file ${what}, and the copy to take instead is named`, async () => {
            await assert.rejects(read(text), (error) => {
                assert.ok(error instanceof Failure);
                assert.match(error.message, /^the state of site any is damaged, \S+any\.json cannot be read: /);
                assert.match(error.message, /`cp (\S+any\.json)\.bak \1`/);
                return true;
            });
        });
    }
});
