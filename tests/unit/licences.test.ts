import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { recipes } from "../../images/catalogue";
import { exceptions, isAllowed } from "../../scripts/licences/allowed";
import { DOCUMENT, documentText } from "../../scripts/licences/document";
import { programName } from "../../scripts/licences/go";
import { npmPackages } from "../../scripts/licences/npm";
import { type Shipped, checkAllowed } from "../../scripts/licences/shipped";
import { shippedModules } from "../../scripts/toolchain/modules";
import { moduleFolder } from "../../scripts/toolchain/go";
import { assertEach, assertEvery } from "../support/assert-each";
import { readDoc } from "../support/docs";

const SECTIONS = new Map(
    readDoc(DOCUMENT)
        .split(/^## /m)
        .map((text) => [text.split("\n", 1)[0]!, text]),
);

describe("the list of licences", () => {
    const npm = rowsOf("npm packages");
    const modules = shippedModules.map(({ module }) => ({ name: module, rows: rowsOf(module) }));

    it("has the npm packages that package-lock.json ships, or `npm run licences` has not been run", () => {
        assert.deepEqual(npm, npmPackages());
    });

    it("has a section for every Go module whose programs are shipped, and names these", () => {
        assertEach(modules, ({ rows }) => rows.length > 10);
        assertEach(
            Object.entries(recipes).map(([name, { module, programs }]) => ({ name, module, programs: programs ?? [] })),
            ({ module = "", programs }) =>
                programs.every((program) => SECTIONS.get(module)?.includes(`\`${program}\``)),
        );
    });

    it("has what go.mod requires, in its version, or `npm run licences` has not been run", () => {
        for (const { name, rows } of modules) {
            const file = readFileSync(path.join(moduleFolder(name), "go.mod"), "utf8");
            const required = new Set(file.match(/\S+ v\S+/g));
            assertEach(rows, (row) => required.has(`${row.name} ${row.version}`));
        }
    });

    it("has the program itself of every module, so that another version of it cannot go unseen", () => {
        for (const { name, rows } of modules) {
            const file = readFileSync(path.join(moduleFolder(name), "go.mod"), "utf8");
            const [, block, single] = /^tool (?:\(\n([^)]*)\)|(\S+))$/m.exec(file) ?? [];
            const tools = (block ?? single ?? "").split(/\s+/).filter((tool) => /^github\.com/.test(tool));
            assertEvery(
                tools.map((tool) => ({ name: tool })),
                (tool) => rows.some((row) => `${tool.name}/`.startsWith(`${row.name}/`)),
            );
        }
    });

    it("has nothing that is not allowed", () => {
        const all = [...npm, ...modules.flatMap(({ rows }) => rows)];
        assertEach(all, ({ name, licences }) => licences.length > 0 && licences.every((it) => isAllowed(name, it)));
    });

    it("gives a reason for every licence that is not permissive", () => {
        const text = SECTIONS.get("Exceptions") ?? "";
        assertEach(
            exceptions.map(({ licence, reason }) => ({ name: licence, reason })),
            ({ name, reason }) => text.includes(`| ${name} |`) && text.includes(reason),
        );
    });
});

describe("what is shipped", () => {
    it("is refused, all at once, where a licence is not allowed, or none is known", () => {
        const refused = [
            { name: "a", version: "1.0.0", licences: ["MIT", "AGPL-3.0-only"] },
            { name: "b", version: "2.0.0", licences: ["SSPL-1.0"] },
            { name: "c", version: "3.0.0", licences: [] },
            { name: "d", version: "4.0.0", licences: ["CC-BY-3.0"] },
            { name: "e", version: "5.0.0", licences: ["MIT"] },
        ];
        assert.throws(
            () => checkAllowed(refused),
            ({ message }: Error) =>
                [
                    "a 1.0.0: AGPL-3.0-only",
                    "b 2.0.0: SSPL-1.0",
                    "c 3.0.0: no licence found",
                    "d 4.0.0: CC-BY-3.0",
                ].every((line) => message.includes(`    ${line}\n`)) && !message.includes("e 5.0.0"),
        );
        assert.doesNotThrow(() => checkAllowed(refused.slice(4)));
    });

    it("of npm is what does not only serve development, by its own name, each version once", () => {
        const packages = {
            "": { name: "hpc-stacks", version: "0.1.0", license: "Apache-2.0" },
            "node_modules/a": { version: "1.0.0", license: "(MIT OR Zlib)" },
            "node_modules/a/node_modules/b": { version: "2.0.0", license: "ISC" },
            "node_modules/c/node_modules/b": { version: "2.0.0", license: "ISC" },
            "node_modules/@of/d": { version: "3.0.0", license: "MIT", devOptional: true },
            "node_modules/e": { version: "4.0.0", license: "MIT", dev: true },
            "node_modules/alias": { name: "ssh2", version: "5.0.0" },
        };
        assert.deepEqual(npmPackages(JSON.stringify({ packages })), [
            { name: "@of/d", version: "3.0.0", licences: ["MIT"] },
            { name: "a", version: "1.0.0", licences: ["MIT", "Zlib"] },
            { name: "b", version: "2.0.0", licences: ["ISC"] },
            { name: "ssh2", version: "5.0.0", licences: ["MIT"] },
        ]);
    });

    it("is written down by the programs that it is linked into", () => {
        const linked = [{ name: "example.com/m", version: "v1.2.3", licences: ["ISC", "MIT"] }];
        const text = documentText([], [{ module: "tools", names: ["a", "b"], linked }]);
        assert.match(
            text,
            /\n## tools\n\nLinked into `a`, `b`, .*\n\n.*\n.*\n\| example.com\/m \| v1.2.3 \| ISC, MIT \|\n$/,
        );
        assert.match(text, /\n\| MIT \| 1 \|\n/);
    });

    it("has programs named as Go names them", () => {
        assert.equal(programName("github.com/ory/hydra/v2"), "hydra");
        assert.equal(programName("github.com/smallstep/cli/cmd/step"), "step");
        assert.equal(programName(""), undefined);
    });
});

/** The rows of the table in a section. */
function rowsOf(section: string): Shipped[] {
    const text = SECTIONS.get(section) ?? "";
    return [...text.matchAll(/^\| (?!name|---)(\S+) \| (\S+) \| (.*) \|$/gm)].map(
        ([, name = "", version = "", licences = ""]) => ({ name, version, licences: licences.split(", ") }),
    );
}
