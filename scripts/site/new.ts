import { writeFileSync } from "node:fs";

import { Document, isMap, isPair, isScalar, visit } from "yaml";

import { type EnvironmentName, environmentNames } from "../../stacks/environments";
import { NAMESPACE, type SiteVerdict, describeFaults, parseSite } from "../../stacks/site";
import { Failure } from "../failure";
import { describedKey, describedKeys } from "./described-keys";
import { SCHEMA_LINE } from "./schema";

/** What a site file says: keys without the namespace. */
export type SiteConfig = Record<string, unknown>;

/** Engine objects are called after the site, so its name must suit them all; image names know no upper case. */
const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** @throws Failure when no site can be called so. */
export function requireSiteName(name: string): void {
    if (!NAME.test(name)) {
        throw new Failure(
            `"${name}" cannot be the name of a site: take up to 31 lower-case letters, digits and dashes, a letter first`,
        );
    }
}

/** Keys that a site lacks: what the schema wants and nothing else gives. */
export function missingKeys(config: SiteConfig): string[][] {
    const verdict: SiteVerdict = parseSite(withSections(config));
    const faults = "faults" in verdict ? verdict.faults : [];
    const missing = faults
        .filter(({ message }) => message.startsWith("is missing"))
        .map(({ path }) => path.map(String));
    return [...new Map(missing.map((path) => [path.join("."), path])).values()];
}

/** What is wrong with the value of a key, undefined where nothing is. */
export function faultAt(config: SiteConfig, path: readonly string[]): string | undefined {
    const verdict = parseSite(withSections(config));
    const faults = "faults" in verdict ? verdict.faults : [];
    return faults.find((fault) => fault.path.map(String).join(".") === path.join("."))?.message;
}

/** Sets the value at the end of a path, and makes the maps on the way. */
export function withValue(config: SiteConfig, [key = "", ...rest]: readonly string[], value: unknown): SiteConfig {
    const inner = config[key];
    const map = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as SiteConfig) : {};
    return { ...config, [key]: rest.length === 0 ? value : withValue(map, rest, value) };
}

/**
 * Text of a site file in which every key says what it means.
 * @throws Failure that names everything that is wrong with it.
 */
export function siteText(name: string, config: SiteConfig): string {
    const complete = withSections(config);
    const verdict = parseSite(complete);
    if ("faults" in verdict) {
        throw new Failure(describeFaults(name, verdict.faults));
    }
    const namespaced = Object.entries(complete).map(([key, value]) => [`${NAMESPACE}:${key}`, value] as const);
    const document = new Document({ config: Object.fromEntries(namespaced) });
    document.commentBefore = `${SCHEMA_LINE}\n Site ${name}. All keys and their defaults: docs/site-file.md`;
    comment(document);
    return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

/** Writes a site file. @throws Failure when there is one already: it is never overwritten. */
export function writeSite(name: string, file: string, text: string): void {
    try {
        writeFileSync(file, text, { flag: "wx" });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") {
            throw new Failure(`site ${name} exists: change ${file}, or choose another name`);
        }
        throw error;
    }
}

/** Puts above each key what docs/site-file.md says of it, and writes short lists on one line. */
function comment(document: Document): void {
    const keys = describedKeys();
    visit(document, {
        Pair(_, pair, ancestors) {
            const above = [...ancestors, pair]
                .filter(isPair)
                .map(({ key }) => (isScalar(key) ? String(key.value) : ""));
            const path = above.slice(1).join(".").replace(`${NAMESPACE}:`, "").split(".");
            const described = describedKey(path, keys);
            if (described !== undefined && isScalar(pair.key)) {
                pair.key.commentBefore = ` ${described.meaning.split(": ")[0]}`;
            }
        },
        Seq(_, list) {
            list.flow = !list.items.some(isMap);
        },
    });
}

/** With a section for each environment that the site runs. */
function withSections(config: SiteConfig): SiteConfig {
    const asked = Array.isArray(config["environments"]) ? (config["environments"] as unknown[]) : [];
    const sections = environmentNames.filter((name: EnvironmentName) => asked.includes(name));
    return { ...config, ...Object.fromEntries(sections.map((name) => [name, config[name] ?? {}])) };
}
