import assert from "node:assert/strict";

import { isOlder, requiredVersion } from "../../../scripts/toolchain/go";

describe("go", () => {
    it("compares releases", () => {
        const older = [
            ["1.24", "1.25"],
            ["1.25", "1.25.1"],
            ["1.9.9", "1.10"],
            ["1.25.9", "1.25.11"],
        ] as const;
        for (const [a, b] of older) {
            assert.ok(isOlder(a, b), `${a} is older than ${b}`);
            assert.ok(!isOlder(b, a), `${b} is not older than ${a}`);
        }
        assert.ok(!isOlder("1.25.11", "1.25.11"));
    });

    it("reads versions from go.mod", () => {
        assert.match(requiredVersion("pulumi", "github.com/pulumi/pulumi/pkg/v3"), /^v3\.\d+\.\d+$/);
        assert.throws(() => requiredVersion("pulumi", "example.com/none"), /does not require example.com\/none/);
    });
});
