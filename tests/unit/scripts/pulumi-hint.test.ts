import assert from "node:assert/strict";

import { unwritableHint } from "../../../scripts/failure";
import { withHint } from "../../../scripts/stack/pulumi-hint";

describe("what is said beside others' words", () => {
    it("is which passphrase to use, where Pulumi calls one incorrect", () => {
        const said = "error: getting stack configuration: get stack secrets manager: incorrect passphrase";
        assert.match(withHint(`${said}\n`), /^error: .*incorrect passphrase\nthe state was encrypted with another/);
    });

    it("is nothing where nothing is known", () => {
        assert.equal(withHint("error: no such thing\n"), "error: no such thing");
    });

    it("is which folder to make writable, where a file cannot be written", () => {
        const error = (code: string, path?: string) => Object.assign(new Error(code), { code, path });
        assert.match(unwritableHint(error("EROFS", "/a/b")) ?? "", /^\/a\/b cannot be written, .*read-only: make its/);
        assert.match(unwritableHint(error("EACCES", "/a/b")) ?? "", /^\/a\/b cannot be written, you may not/);
        assert.deepEqual(
            [unwritableHint(error("ENOENT", "/a/b")), unwritableHint(error("EACCES"))],
            [undefined, undefined],
        );
    });
});
