import assert from "node:assert/strict";

import { UNKNOWN } from "../../../policies/inputs";
import { type Declared, WELL_DECLARED_TASK, broken, container } from "../../support/declared";

const check = (declared: Declared): string[] => broken("limits", [declared]);
const service = (changed: object): Declared => ({
    type: "service",
    name: "web",
    inputs: { taskSpec: { ...WELL_DECLARED_TASK, ...changed } },
});

describe("the rule limits", () => {
    it("holds for what has limits, or will have some that are not known yet", () => {
        assert.deepEqual(check(container()), []);
        assert.deepEqual(check(container({ memory: UNKNOWN, memorySwap: UNKNOWN })), []);
        assert.deepEqual(check(container({ logDriver: "local", logOpts: {} })), []);
        assert.deepEqual(check(service({})), []);
    });

    it("is broken without a limit of memory", () => {
        for (const memory of [undefined, 0]) {
            assert.match(check(container({ memory })).join(), /^web has no limit of memory/);
        }
        assert.match(check(service({ resources: {} })).join(), /^web has no limit of memory/);
    });

    it("is broken by swap beyond the memory", () => {
        for (const memorySwap of [undefined, -1, 128]) {
            assert.match(check(container({ memorySwap })).join(), /^web may swap beyond its memory/);
        }
    });

    it("is broken by logs without an end", () => {
        for (const logs of [{ logOpts: undefined }, { logDriver: undefined, logOpts: { "max-file": "3" } }]) {
            assert.match(check(container(logs)).join(), /^web logs by json-file without an end/);
        }
        assert.match(check(service({ logDriver: undefined })).join(), /^web logs by json-file without an end/);
    });
});
