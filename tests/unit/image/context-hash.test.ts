import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";

import { imageNames, recipes } from "../../../images/catalogue";
import * as context from "../../../images/context";
import { ProjectCopy } from "../../support/project-copy";

describe("context hash", () => {
    let copy: ProjectCopy;
    let hash: typeof context.contextHash;

    beforeEach(() => {
        const images = ["context.ts", "catalogue.ts", "smd", "base", "opaal"].map((part) => `images/${part}`);
        copy = new ProjectCopy(...images, "toolchain/smd");
        hash = copy.module<typeof context>("images/context.ts").contextHash;
    });
    afterEach(() => copy.remove());

    /** What a change does to the hashes of three images: smd, its base, and another one on that base. */
    function changed(change: () => void): string[] {
        const images = ["smd", "base", "opaal"] as const;
        const before = images.map(hash);
        change();
        const after = images.map(hash);
        return images.filter((_, index) => before[index] !== after[index]);
    }

    it("is the same for the same files, wherever they are", () => {
        assert.equal(hash("smd"), context.contextHash("smd"));
        assert.equal(hash("smd"), hash("smd"));
        assert.match(hash("smd"), /^[0-9a-f]{16}$/);
    });

    it("differs from image to image", () => {
        const hashes = imageNames.map(context.contextHash);
        assert.equal(new Set(hashes).size, imageNames.length);
    });

    const changes: Record<string, { file: string; images: string[] }> = {
        "its Dockerfile": { file: "images/smd/Dockerfile", images: ["smd"] },
        "its go.mod": { file: "toolchain/smd/go.mod", images: ["smd"] },
        "its go.sum": { file: "toolchain/smd/go.sum", images: ["smd"] },
        "its base": { file: "images/base/Dockerfile", images: ["smd", "base", "opaal"] },
        "another image": { file: "images/opaal/Dockerfile", images: ["opaal"] },
    };
    for (const [what, { file, images }] of Object.entries(changes)) {
        it(`changes with ${what}, and takes the images built on it along`, () => {
            assert.deepEqual(
                changed(() => appendFileSync(copy.path(file), "# changed\n")),
                images,
            );
        });
    }

    it("changes with a file that is new, empty, or has another name", () => {
        const file = copy.path("images/smd/new");
        assert.deepEqual(
            changed(() => writeFileSync(file, "")),
            ["smd"],
        );
        assert.deepEqual(
            changed(() => renameSync(file, `${file}er`)),
            ["smd"],
        );
    });

    it("does not change with what the toolchain built", () => {
        const artifacts = copy.path("images/smd/artifacts");
        assert.deepEqual(
            changed(() => {
                mkdirSync(artifacts);
                writeFileSync(`${artifacts}/smd`, "a program");
                writeFileSync(`${artifacts}/.staged`, "a hash");
            }),
            [],
        );
    });
});

describe("catalogue", () => {
    it("names a base before what is built on it", () => {
        for (const [index, name] of imageNames.entries()) {
            const { base } = recipes[name];
            assert.ok(base === undefined || imageNames.slice(0, index).includes(base), name);
        }
    });

    it("has a folder for every image, and programs only of a module", () => {
        for (const name of imageNames) {
            assert.equal(context.contextFolder(name), `images/${name}`);
            const { programs, module, folder } = recipes[name];
            assert.ok((programs === undefined && folder === undefined) || module !== undefined, name);
        }
    });
});
