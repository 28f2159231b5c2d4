import { z } from "zod";

import { seconds } from "../components/duration";
import { type ImageName, imageNames } from "../images/catalogue";
import { policiesSchema } from "../policies/settings";
import {
    type EnvironmentName,
    type EnvironmentSite,
    environmentNames,
    environments,
    environmentsOf,
} from "./environments";
import { imageReference } from "./formats";
import { engineFaults, engineSchema } from "./site-engine";
import { IN_WORDS, type SiteFault, schemaFaults } from "./site-faults";

/** Prefix of our keys in a stack file. */
export const NAMESPACE = "hpc-stacks";

const pulled = z.strictObject(
    Object.fromEntries(imageNames.map((name) => [name, imageReference.optional()])) as Record<
        ImageName,
        z.ZodOptional<typeof imageReference>
    >,
);

const sections = Object.fromEntries(environmentNames.map((name) => [name, environments[name].schema.optional()])) as {
    [Name in EnvironmentName]: z.ZodOptional<(typeof environments)[Name]["schema"]>;
};

/** What a stack file may say, keys without the namespace. */
export const siteSchema = z.strictObject({
    /** What the site runs. */
    environments: z.array(z.enum(environmentNames)).min(1, { error: "must name at least one environment" }),
    /** How the engine runs services: as containers of its own, or as services of the swarm that it manages. */
    mode: z.enum(["standalone", "swarm"]).default("standalone"),
    /** What the site is for. In production, images that it pulls must be named with their digest. */
    purpose: z.enum(["trial", "production"]).default("trial"),
    /** How the rules of the house are held. */
    policies: policiesSchema,
    /** What becomes of data volumes on destroy. */
    volumes: z.enum(["delete", "retain", "protect"]).default("retain"),
    /** The Docker engine that everything runs on; the one of the Docker client's environment unless given. */
    engine: engineSchema.prefault({}),
    images: z
        .strictObject({
            /** Upstream images to pull; all others are built. */
            pulled: pulled.prefault({}),
        })
        .prefault({}),
    ...sections,
});

/** What differs between sites, parsed and checked. */
export type Site = z.output<typeof siteSchema>;

/** Verdict on the `config` of a stack file. */
export type SiteVerdict = { readonly site: Site } | { readonly faults: readonly SiteFault[] };

/**
 * Parses the `config` of a stack file, its keys without the namespace. Total: any input gives a site or a list of all
 * that is wrong with it.
 */
export function parseSite(config: unknown): SiteVerdict {
    const raw = mapOf(config);
    const parsed = siteSchema.safeParse(config, IN_WORDS);
    const faults = [
        ...(parsed.success ? [] : schemaFaults(parsed.error, siteSchema, mayBeSecret)),
        ...missingSections(raw),
        ...environmentNames.flatMap((name) =>
            environments[name].faults(raw[name], raw).map(({ path, message }) => ({ path: [name, ...path], message })),
        ),
        ...(parsed.success
            ? [
                  ...engineFaults(parsed.data),
                  ...portFaults(parsed.data),
                  ...addressFaults(parsed.data),
                  ...boundFaults(parsed.data),
              ]
            : []),
    ];
    return parsed.success && faults.length === 0 ? { site: deepFreeze(parsed.data) } : { faults };
}

/** Faults of the files that a valid site points to, and of the secrets that it holds, which must be in plain. */
export function materialFaults(site: Site): SiteFault[] {
    return environmentsOf(site).flatMap(({ name, environment, section }) =>
        (environment.material?.(section) ?? []).map(({ path, message }) => ({ path: [name, ...path], message })),
    );
}

/** All faults of a site in words, one a line. */
export function describeFaults(stack: string, faults: readonly SiteFault[]): string {
    const lines = faults.map(({ path, message }) => `  ${keyOf(path)}: ${message}`);
    return [`Pulumi.${stack}.yaml cannot be used:`, ...[...new Set(lines)].sort(), `see docs/site-file.md`].join("\n");
}

/** An environment that is asked for needs its section. */
function missingSections(config: Record<string, unknown>): SiteFault[] {
    const asked = Array.isArray(config["environments"]) ? (config["environments"] as unknown[]) : [];
    return environmentNames
        .filter((name) => asked.includes(name) && config[name] === undefined)
        .map((name) => ({ path: [name], message: `is missing, environment ${name} needs it` }));
}

/** A swarm publishes on all addresses of the host; no site shall be open to more than it says. */
function addressFaults(site: Site): SiteFault[] {
    return environmentsOf(site).flatMap(({ name, environment, section }) =>
        environment
            .ports(section)
            .filter(({ address }) => site.mode === "swarm" && address !== "0.0.0.0")
            .map(({ key, port, address }) => ({
                path: [name, ...key],
                message:
                    `${port} cannot be published on ${address} alone, mode swarm publishes on all addresses: ` +
                    `listen on 0.0.0.0, or choose mode standalone`,
            })),
    );
}

/** No certificate could hold to bounds that cross. */
function boundFaults({ policies }: Site): SiteFault[] {
    const { shortest, longest } = policies["certificate-bounds"];
    return seconds(shortest) <= seconds(longest)
        ? []
        : [
              {
                  path: ["policies", "certificate-bounds", "shortest"],
                  message: `${shortest} is longer than longest, ${longest}: give a shorter one`,
              },
          ];
}

/** No two environments of a site publish one port; that one alone does not publish it twice is its own affair. */
function portFaults(site: Site): SiteFault[] {
    const taken = environmentsOf(site).flatMap(({ name, environment, section }) =>
        environment.ports(section).map(({ key, port }) => ({ name, key, port })),
    );
    return taken.flatMap(({ name, key, port }, index) => {
        const other = taken.slice(0, index).find((earlier) => earlier.port === port && earlier.name !== name);
        return other
            ? [
                  {
                      path: [name, ...key],
                      message: `${port} is taken by ${[other.name, ...other.key].join(".")}, choose another`,
                  },
              ]
            : [];
    });
}

function mapOf(value: unknown): Record<string, unknown> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Keys and certificates of the engine and of environments; also where they were put a level too high. */
function mayBeSecret([top, ...rest]: readonly PropertyKey[]): boolean {
    const environment = environmentNames.find((name) => name === top);
    const secrets: readonly PropertyKey[] =
        (environment && (environments[environment] as EnvironmentSite).secrets) ?? [];
    return (
        (top === "engine" && !["host", "environment"].includes(String(rest[0]))) ||
        rest.some((key) => secrets.includes(key))
    );
}

/** A key as it is written in the file; one with other characters than keys have is quoted, so that it stays one line. */
function keyOf([top = "", ...rest]: readonly PropertyKey[]): string {
    return `${NAMESPACE}:${step("", top)}${rest.map((key) => step(".", key)).join("")}`;
}

function step(separator: string, key: PropertyKey): string {
    if (typeof key === "number") {
        return `[${key}]`;
    }
    const name = String(key);
    return /^[\w-]{0,60}$/.test(name) ? `${separator}${name}` : `[${JSON.stringify(name.slice(0, 60))}]`;
}

function deepFreeze<T>(value: T): T {
    if (typeof value === "object" && value !== null) {
        Object.values(value).forEach(deepFreeze);
        Object.freeze(value);
    }
    return value;
}
