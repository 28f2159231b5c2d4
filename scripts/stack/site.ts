import { existsSync, readFileSync } from "node:fs";

import { parseDocument } from "yaml";

import { type ImageName, imageNames, recipes } from "../../images/catalogue";
import { environmentsOf } from "../../stacks/environments";
import { NAMESPACE, type Site, describeFaults, parseSite } from "../../stacks/site";
import { Failure } from "../failure";
import { siteFile } from "./site-file";

/**
 * The site of a stack, read from its stack file without running the program, so that a wrong key is reported before
 * anything is built.
 *
 * @throws Failure that names everything that is wrong with it.
 */
export function loadSite(stack: string, file = siteFile(stack)): Site {
    if (!existsSync(file)) {
        throw new Failure(`there is no site ${stack}: ${file} does not exist`);
    }
    const { config } = (readYaml(stack, file) ?? {}) as { config?: Record<string, unknown> };
    const ours = Object.entries(config ?? {}).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
    const verdict = parseSite(
        Object.fromEntries(ours.map(([key, value]) => [key.slice(NAMESPACE.length + 1), withoutSecrets(value)])),
    );
    if ("faults" in verdict) {
        throw new Failure(describeFaults(stack, verdict.faults));
    }
    return verdict.site;
}

/** Places of a file that is no YAML that are shown: after the first, one often follows from another. */
const SHOWN = 5;

/** @throws Failure where a file is no YAML. */
function readYaml(stack: string, file: string): unknown {
    const document = parseDocument(readFileSync(file, "utf8"));
    const faults = [...document.errors, ...document.warnings].map(({ message }) => message);
    if (faults.length > 0) {
        const more = faults.length > SHOWN ? [`and ${faults.length - SHOWN} more`] : [];
        throw new Failure(`Pulumi.${stack}.yaml is no YAML: ${[...faults.slice(0, SHOWN), ...more].join("\n")}`);
    }
    try {
        // A plain copy, which an anchor that holds itself cannot be; nor can one be made of too many aliases.
        return JSON.parse(JSON.stringify(document.toJS()) ?? "null");
    } catch (error) {
        throw new Failure(
            `Pulumi.${stack}.yaml cannot be used: its anchors cannot be resolved, write out their values: ${(error as Error).message.split("\n")[0]}`,
        );
    }
}

/** Images that a site builds: what its environments run and it does not pull, and those that they start from. */
export function imagesToBuild(site: Site): ImageName[] {
    const { pulled } = site.images;
    const run = environmentsOf(site).flatMap(({ environment, section }) => environment.images(section));
    const wanted = imageNames.filter((name) => run.includes(name) && pulled[name] === undefined);
    return [...wanted.flatMap((name) => basesOf(name)), ...wanted].filter(
        (name, index, all) => pulled[name] === undefined && all.indexOf(name) === index,
    );
}

/** What an image starts from, and that again from, the last first. */
function basesOf(name: ImageName): ImageName[] {
    const { base } = recipes[name];
    return base === undefined ? [] : [...basesOf(base), base];
}

/** A secret is the text of something that we need not know: `{ secure: … }` becomes a text. */
function withoutSecrets(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.map(withoutSecrets);
    }
    return "secure" in value
        ? "secret"
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

/** A port of this machine that a site publishes, and the key that says so. */
export interface PublishedPort {
    readonly key: string;
    readonly address: string;
    readonly port: number;
}

/** All ports of this machine that a site publishes. */
export function publishedPorts(site: Site): PublishedPort[] {
    return environmentsOf(site).flatMap(({ name, environment, section }) =>
        environment.ports(section).map((published) => ({ ...published, key: [name, ...published.key].join(".") })),
    );
}
