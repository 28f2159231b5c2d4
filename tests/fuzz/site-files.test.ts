import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import fc from "fast-check";

import { checkSite } from "../../scripts/site/check";
import { siteFile } from "../../scripts/stack/site-file";
import { siteNames } from "../support/sites";
import { anySpoiled } from "../support/spoiled";

/** What no slip of the hand makes. */
const hostile: Readonly<Record<string, string>> = {
    "nothing at all": "",
    "a text": "just text",
    "a list": "- a\n",
    "a configuration that is a list": "config: [1]\n",
    "an anchor that holds itself": "config:\n  hpc-stacks:openchami: &a [*a]\n",
    "a configuration that holds itself": "config: &a\n  hpc-stacks:environments: *a\n",
    "an anchor that is none": "config: *x\n",
    "anchors of anchors of anchors": `${["a", "b", "c", "d", "e"]
        .map((name, index, all) => `${name}: &${name} [${`${index === 0 ? "x" : `*${all[index - 1]}`},`.repeat(20)}]`)
        .join("\n")}\nconfig:\n  hpc-stacks:lab: *e\n`,
    "a tag of a language": "config:\n  hpc-stacks:lab: !!js/function x\n",
    "two documents": "config: {}\n---\nconfig: {}\n",
    "a key twice": "config:\n  a: 1\n  a: 2\n",
    "ten thousand levels": `config:\n  hpc-stacks:lab: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
};

const ANSWER = /^Pulumi\.any\.yaml (cannot be used:(\n {2}hpc-stacks:| its anchors )|is no YAML: )/;

describe("fuzz: a site file", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-fuzz-"));
    const file = path.join(folder, "Pulumi.any.yaml");

    for (const [what, text] of Object.entries(hostile)) {
        it(`gets an answer: ${what}`, () => {
            writeFileSync(file, text);
            assert.match(checkSite("any", file).faults ?? "", ANSWER);
        });
    }

    after(() => rmSync(folder, { recursive: true }));

    it("can be used, or is told what is wrong with it by key or line", () => {
        const texts = siteNames.map((site) => readFileSync(siteFile(site), "utf8"));
        fc.assert(
            fc.property(anySpoiled(texts), (text) => {
                writeFileSync(file, text);
                const { faults } = checkSite("any", file);
                if (faults !== undefined) {
                    assert.match(faults, ANSWER);
                    assert.ok(faults.length < 20_000, `${faults.length} characters`);
                }
            }),
            { numRuns: 3000 },
        );
    }).timeout(120_000);
});
