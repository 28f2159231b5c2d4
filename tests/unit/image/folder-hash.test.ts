import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { folderHash } from "../../../images/folder-hash";

describe("folder hash", () => {
    let folder: string;
    const file = (name: string): string => path.join(folder, name);

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
        mkdirSync(file("site"));
        writeFileSync(file("Dockerfile"), "FROM scratch\nCOPY site /site\n");
        writeFileSync(file("site/index.html"), "hello");
        writeFileSync(file(".dockerignore"), "*.log\nsite/drafts\n!site/drafts/last.html\n");
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const CHANGES: Record<string, () => void> = {
        "another content": () => writeFileSync(file("site/index.html"), "hallo"),
        "a new file": () => writeFileSync(file("site/new"), ""),
        "a hidden file": () => writeFileSync(file("site/.hidden"), ""),
        "a file that may be run": () => chmodSync(file("site/index.html"), 0o755),
        "a link": () => symlinkSync("index.html", file("site/link")),
        "another Dockerfile": () => writeFileSync(file("Dockerfile"), "FROM scratch\n"),
        "a file that is excepted from what is ignored": () => {
            mkdirSync(file("site/drafts"));
            writeFileSync(file("site/drafts/last.html"), "");
        },
    };
    for (const [what, change] of Object.entries(CHANGES)) {
        it(`changes with ${what}`, () => {
            const before = folderHash(folder);
            change();
            assert.notEqual(folderHash(folder), before);
        });
    }

    const NO_CHANGES: Record<string, () => void> = {
        "a file that was touched": () => utimesSync(file("site/index.html"), 1, 1),
        "an ignored file": () => writeFileSync(file("build.log"), "words"),
        "a file in an ignored folder": () => {
            mkdirSync(file("site/drafts"));
            writeFileSync(file("site/drafts/first.html"), "");
        },
        "an empty folder": () => mkdirSync(file("site/empty")),
    };
    for (const [what, change] of Object.entries(NO_CHANGES)) {
        it(`does not change with ${what}`, () => {
            const before = folderHash(folder);
            change();
            assert.equal(folderHash(folder), before);
        });
    }

    it("tells a file's name from its content", () => {
        const before = folderHash(folder);
        writeFileSync(file("ab"), "c");
        const one = folderHash(folder);
        rmSync(file("ab"));
        writeFileSync(file("a"), "bc");
        assert.equal(new Set([before, one, folderHash(folder)]).size, 3);
    });

    it("counts the Dockerfile even when it is ignored", () => {
        writeFileSync(file(".dockerignore"), "*\n");
        const before = folderHash(folder);
        writeFileSync(file("Dockerfile"), "FROM scratch\n");
        assert.notEqual(folderHash(folder), before);
    });

    it("says which Dockerfile is missing", () => {
        assert.throws(() => folderHash(folder, "Containerfile"), /there is no .*Containerfile, name a folder/);
    });
});
