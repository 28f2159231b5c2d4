import assert from "node:assert/strict";

import fc from "fast-check";

import { IMAGE_NAME, parseObjectName, tenantObjectName } from "../../components/storlets/image-object-name";
import { checkDockerfile } from "../../components/storlets/tenant-dockerfile";

const BASE = "localhost:5001/debian_12_jre17_storlets";

/** Lines that may stand anywhere in a Dockerfile and say nothing of how the image starts. */
const harmless = fc.constantFrom(
    "RUN true",
    "# CMD bash",
    "",
    "ENV CMD=ENTRYPOINT",
    "RUN echo \\\n# CMD\n ENTRYPOINT",
    "RUN cat <<EOF\nCMD a\nENTRYPOINT b\nEOF",
    "LABEL a=b",
);
const mixedCase = (word: string): fc.Arbitrary<string> =>
    fc
        .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
        .map((upper) => [...word].map((letter, index) => (upper[index] ? letter : letter.toLowerCase())).join(""));
/** An entry point or a command in one of the ways in which it can be written. */
const entry = fc
    .tuple(
        fc.constantFrom("", "ONBUILD ", "onbuild \\\n"),
        fc.constantFrom("ENTRYPOINT", "CMD").chain(mixedCase),
        fc.constantFrom(" bash", '\t["bash"]', " \\\n# comment\n\n  bash"),
    )
    .map((parts) => parts.join(""));

describe("property: a tenant's Dockerfile", () => {
    it("is refused once for each entry point and command in it, wherever and however they are written", () => {
        const lines = fc.array(
            fc.oneof(
                harmless,
                entry.map((text) => ({ text })),
            ),
        );
        fc.assert(
            fc.property(lines, (items) => {
                const body = items.map((item) => (typeof item === "string" ? item : item.text)).join("\n");
                const { faults } = checkDockerfile(`FROM ${BASE}\nMAINTAINER root\n${body}\n`, BASE);
                assert.equal(faults.length, items.filter((item) => typeof item !== "string").length, body);
            }),
        );
    });

    it("gets a verdict whatever it says", () => {
        fc.assert(
            fc.property(fc.string(), (text) => {
                assert.ok(checkDockerfile(text, BASE).faults.length > 0);
            }),
        );
    });
});

describe("property: the name of an image object", () => {
    it("tells system, run time and image, which make the name", () => {
        const version = fc.stringMatching(/^\d{1,2}(\.\d{1,2})?$/);
        const name = fc.tuple(
            fc.constantFrom("ubuntu", "debian"),
            version,
            fc.constantFrom("jre8", "py3.11"),
            fc.stringMatching(IMAGE_NAME),
        );
        fc.assert(
            fc.property(name, ([system, number, runtime, image]) => {
                const parts = { os: `${system}_${number}`, runtime, image };
                assert.deepEqual(parseObjectName(tenantObjectName(parts, image)), parts);
            }),
        );
    });
});
