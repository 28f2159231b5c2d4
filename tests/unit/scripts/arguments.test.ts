import assert from "node:assert/strict";

import { stackOf } from "../../../scripts/stack/arguments";

describe("stack named by arguments of the CLI", () => {
    for (const args of [["up", "--stack", "a"], ["up", "--stack=a"], ["-s", "a", "up"], ["up", "-sa"], ["-s=a"]]) {
        it(args.join(" "), () => assert.equal(stackOf(args), "a"));
    }

    it("none", () => assert.equal(stackOf(["up", "--skip-preview", "--show-secrets"]), undefined));
});
