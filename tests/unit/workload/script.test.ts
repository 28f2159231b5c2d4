import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { script } from "../../../components/workload/script";

describe("script", () => {
    it("is a file beside its component, which everyone may read and run", () => {
        const [folder, name] = [__dirname, "script.test.ts"];
        assert.deepEqual(script(folder, name), {
            path: "/script.test.ts",
            content: readFileSync(__filename, "utf8"),
            mode: "0555",
        });
    });

    it("must be there", () => {
        assert.throws(() => script(__dirname, "no.sh"), { code: "ENOENT" });
    });
});
