import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";

import type { z } from "zod";

import { exceptions } from "../../policies/hardening-exceptions";
import { rules } from "../../policies/rules";
import { settingsOf } from "../../policies/settings";
import { packageFile, project } from "../../scripts/project";
import { environments } from "../../stacks/environments";
import { siteSchema } from "../../stacks/site";
import { readDoc } from "../support/docs";
import { siteNames } from "../support/sites";

const DOCS = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    ...readdirSync(path.join(project, "docs")).map((file) => `docs/${file}`),
];
const TEXTS = DOCS.filter((file) => file.endsWith(".md"));

describe("the docs", () => {
    it("describe every key of a site file, and no other", () => {
        const keys = sectionsOf(readDoc("docs/site-file.md")).flatMap(({ environment, text }) =>
            [...text.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = ""]) =>
                [...cell.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => `${environment}${key}`),
            ),
        );
        const common = Object.entries(siteSchema.shape).filter(([key]) => !(key in environments));
        const schema = [
            ...common.flatMap(([key, value]) => join(key, keysOf(value))),
            ...Object.entries(environments).flatMap(([name, { schema }]) => join(name, keysOf(schema))),
        ].map(withoutNames);
        assert.deepEqual(keys.sort(), [...new Set(schema)].sort());
    });

    it("name npm scripts that exist", () => {
        for (const file of TEXTS) {
            for (const [, script = ""] of readDoc(file).matchAll(/npm run (?:-s )?([\w:]+)/g)) {
                assert.ok(script in packageFile.scripts, `${file} names npm run ${script}`);
            }
        }
    });

    it("link to files that exist", () => {
        for (const file of TEXTS) {
            for (const [, target = ""] of readDoc(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
                const found = existsSync(path.join(project, path.dirname(file), target));
                assert.ok(found, `${file} links to ${target}`);
            }
        }
    });

    it("have every rule of the house and every exception in their tables", () => {
        const rows = tableRows(readDoc("docs/policies.md"));
        const { levels } = settingsOf(siteSchema.parse({ environments: ["lab"] }));
        const held = rules.map(({ name, description }) => {
            const level = name === "pinned-images" ? `${levels[name]}; mandatory in production` : levels[name];
            return [`\`${name}\``, description, level];
        });
        const made = exceptions.map(({ component, service, may, reason }) => {
            const who = service === undefined ? `\`${component}\`` : `\`${component}\`, \`${service}\``;
            return [who, may.join(", "), reason];
        });
        assert.deepEqual(rows, [...held, ...made]);
    });

    it("name tests of faults that exist", () => {
        const named = [...readDoc("docs/faults.md").matchAll(/\| `([\w/.-]+)`: ([^|]+) \|$/gm)];
        assert.ok(named.length >= 15, `only ${named.length} tests are named`);
        for (const [, file = "", title = ""] of named) {
            assert.ok(readDoc(`tests/integration/${file}.ts`).includes(title), `${file} has no test "${title}"`);
        }
    });

    it("list sites that exist", () => {
        const listed = [...readDoc("README.md").matchAll(/`Pulumi\.(\w+)\.yaml`/g)].map(([, site]) => site);
        assert.notEqual(listed.length, 0);
        assert.deepEqual(
            listed.filter((site = "") => !siteNames.includes(site)),
            [],
        );
    });
});

/** Cells of all rows of a document's tables that begin with a name. */
function tableRows(text: string): string[][] {
    return [...text.matchAll(/^\| (`.+) \|$/gm)].map(([, row = ""]) => row.split(" | "));
}

/** The document in parts; a part about an environment has its name as heading, and its keys stand in that section. */
function sectionsOf(text: string): { environment: string; text: string }[] {
    return text.split(/^## /m).map((part) => {
        const name = /^`(\w+)`/.exec(part)?.[1];
        return { environment: name === undefined ? "" : `${name}.`, text: part };
    });
}

/** A key as the docs write it, who describe all services, and all images, at once. */
function withoutNames(key: string): string {
    return key
        .replace(/^(openchami\.services)\.[^.]+/, "$1.<service>")
        .replace(/^(pcocc\.\w+)\.<zone>/, "$1.<name>")
        .replace(/^(images\.pulled)\..+/, "$1.<image>")
        .replace(/^(policies)\.[^.]+$/, "$1.<rule>");
}

/** Keys of a schema. Names that a site chooses itself count as those of zones. */
function keysOf(schema: z.core.$ZodType): string[] {
    const def = schema._zod.def as { innerType?: z.core.$ZodType };
    if (def.innerType) {
        return keysOf(def.innerType);
    }
    if (schema._zod.def.type === "object") {
        const { shape } = schema._zod.def as z.core.$ZodObjectDef;
        return Object.entries(shape).flatMap(([key, value]) => join(key, keysOf(value)));
    }
    if (schema._zod.def.type === "record") {
        return join("<zone>", keysOf((schema._zod.def as z.core.$ZodRecordDef).valueType));
    }
    return [];
}

function join(key: string, inner: readonly string[]): string[] {
    return inner.length === 0 ? [key] : inner.map((rest) => `${key}.${rest}`);
}
