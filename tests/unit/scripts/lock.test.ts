import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { clearStaleLock } from "../../../scripts/stack/lock";

describe("lock of a stack", () => {
    const state = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-lock-"));
    const folder = path.join(state, ".pulumi", "locks", "organization", "hpc-stacks", "test");
    const hold = (hostname: string, pid: number) => {
        writeFileSync(path.join(folder, "id.json.attrs"), "{}");
        writeFileSync(
            path.join(folder, "id.json"),
            JSON.stringify({ pid, hostname, username: "somebody", timestamp: "2026-01-01T00:00:00Z" }),
        );
    };

    before(() => mkdirSync(folder, { recursive: true }));
    after(() => rmSync(state, { recursive: true }));

    it("of another machine counts as held, and the error says who holds it and what to do", async () => {
        hold("elsewhere", 42);
        await assert.rejects(
            clearStaleLock({ stack: "test", state }, () => assert.fail()),
            /somebody on elsewhere .* since 2026-01-01T00:00:00Z \(process 42\).*cancel --stack test/,
        );
    });

    it("does not stop a stack that has none", async () => {
        await clearStaleLock({ stack: "other", state }, () => assert.fail());
    });
});
