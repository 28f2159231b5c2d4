import { readFileSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { type EnvironmentSite, environmentNames, environments } from "../../stacks/environments";
import { NAMESPACE, siteSchema } from "../../stacks/site";
import { project } from "../project";
import { describedKey, describedKeys } from "./described-keys";

/** Where the JSON schema of site files is kept, for editors. */
export const schemaFile = path.join(project, "schemas", "site.schema.json");

/** The line by which an editor finds the schema of a site file that lies in the project's folder. */
export const SCHEMA_LINE = ` yaml-language-server: $schema=${path.relative(project, schemaFile)}`;

interface Schema {
    type?: string;
    description?: string;
    properties?: Record<string, Schema>;
    additionalProperties?: Schema | boolean;
    [keyword: string]: unknown;
}

/**
 * JSON schema of a stack file, from the schema that the program itself checks it by, with the docs' words on each key.
 * It says what an editor can know of a single value; `npm run site:check` says the rest.
 */
export function siteFileSchema(): Schema {
    const site = z.toJSONSchema(siteSchema, { io: "input", target: "draft-7" }) as Schema;
    describeKeys(site, []);
    allowSecrets(site.properties?.["engine"], ["ca", "cert", "key"]);
    for (const name of environmentNames) {
        allowSecrets(site.properties?.[name], (environments[name] as EnvironmentSite).secrets ?? []);
    }
    const ours = Object.entries(site.properties ?? {}).map(([key, schema]) => [`${NAMESPACE}:${key}`, schema] as const);
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "Stack file of an hpc-stacks site",
        // What schemas that hold themselves refer to.
        definitions: site["definitions"],
        type: "object",
        required: ["config"],
        properties: {
            config: {
                type: "object",
                required: [`${NAMESPACE}:environments`],
                properties: Object.fromEntries(ours),
                // Keys of others, such as those of a provider, are none of our business.
                patternProperties: { [`^(?!${NAMESPACE}:)`]: {} },
                additionalProperties: false,
            },
        },
    };
}

/** The schema as it is kept in its file. */
export function schemaText(): string {
    return `${JSON.stringify(siteFileSchema(), undefined, 2)}\n`;
}

/** Whether the file says what the program checks. */
export function isUpToDate(): boolean {
    return readFileSync(schemaFile, "utf8") === schemaText();
}

function describeKeys(schema: Schema, path: readonly string[], keys = describedKeys()): void {
    const described = describedKey(path, keys);
    if (described !== undefined) {
        schema.description = `${described.meaning} (default: ${described.default})`;
    }
    Object.entries(schema.properties ?? {}).forEach(([key, inner]) => describeKeys(inner, [...path, key], keys));
    if (typeof schema.additionalProperties === "object") {
        describeKeys(schema.additionalProperties, [...path, "any"], keys);
    }
}

/** Lets texts under these keys, at any depth, be encrypted. */
function allowSecrets(schema: Schema | undefined, keys: readonly string[], within = false): void {
    const { properties = {} } = schema ?? {};
    for (const [key, inner] of Object.entries(properties)) {
        const secret = within || keys.includes(key);
        if (secret && inner.type === "string") {
            properties[key] = orSecret(inner);
        } else {
            allowSecrets(inner, keys, secret);
        }
    }
}

/** What Pulumi writes in place of a secret: `secure: <what it encrypted>`. */
function orSecret({ description, ...plain }: Schema): Schema {
    const secret = { type: "object", required: ["secure"], properties: { secure: { type: "string" } } };
    return { description, anyOf: [plain, secret] };
}
