import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";

import type * as image from "../../../components/image/image";
import type * as context from "../../../images/context";
import { type RecordOptions, record } from "../../support/monitor";
import { ProjectCopy } from "../../support/project-copy";

describe("an image whose programs are built on the host", () => {
    let copy: ProjectCopy;

    beforeEach(() => {
        const images = ["context.ts", "catalogue.ts", "folder-hash.ts", "smd", "base", "opaal"].map(
            (part) => `images/${part}`,
        );
        copy = new ProjectCopy(...images, "toolchain/smd", "components/component.ts", "components/image");
    });
    afterEach(() => copy.remove());

    function stage(hash: string): void {
        mkdirSync(copy.path("images/smd/artifacts"));
        writeFileSync(copy.path("images/smd/artifacts/.staged"), `${hash}\n`);
    }

    function build(name: "smd" | "opaal", run: RecordOptions["run"]) {
        const { Image } = copy.module<typeof image>("components/image/image.ts");
        return record(() => new Image("img", { image: name }), { run });
    }

    it("is previewed without them", async () => {
        assert.deepEqual((await build("smd", "preview")).names("image"), ["img"]);
    });

    it("is not made when they are missing", async () => {
        await assert.rejects(build("smd", "update"), {
            message:
                'image "smd" cannot be built: its programs are missing in images/smd/artifacts, ' +
                "run `npm run setup` first",
        });
    });

    it("is not made when they were built from something else", async () => {
        stage("0123456789abcdef");
        await assert.rejects(build("smd", "update"), {
            message: /its programs are out of date in images\/smd\/artifacts/,
        });
    });

    it("is made when they are there", async () => {
        stage(copy.module<typeof context>("images/context.ts").contextHash("smd"));
        assert.deepEqual((await build("smd", "update")).names("image"), ["img"]);
    });

    it("is made at any time when it has none", async () => {
        assert.deepEqual((await build("opaal", "update")).names("image"), ["img"]);
    });
});
