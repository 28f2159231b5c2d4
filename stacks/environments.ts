import type { z } from "zod";

import type { ImageName } from "../images/catalogue";
import { daosSite } from "./daos/site";
import { labSite } from "./lab/site";
import { openChamiSite } from "./openchami/site";
import { pcoccSite } from "./pcocc/site";
import type { SiteFault } from "./site-faults";
import { storletsSite } from "./storlets/site";

/** A port of the engine's host that an environment publishes. */
export interface PublishedPort {
    /** Key that says so, inside the environment's section. */
    readonly key: readonly string[];
    readonly address: string;
    readonly port: number;
}

/** What is known of an environment without running its program: its section of a site file, and what follows of it. */
export interface EnvironmentSite<S extends z.ZodType = z.ZodType> {
    readonly schema: S;
    /** Faults that no single value of the section shows, nor the section alone. Takes any input, valid or not. */
    readonly faults: (section: unknown, site: Readonly<Record<string, unknown>>) => SiteFault[];
    /**
     * Faults of what a valid section points to or holds in encrypted form, such as files and keys. Asked only where
     * secrets are in plain. @default - there are none
     */
    readonly material?: (section: z.output<S>) => SiteFault[];
    /** Keys of the section whose values may be secret, and are never shown. @default - none */
    readonly secrets?: readonly string[];
    /** Images of the catalogue that it runs. */
    readonly images: (section: z.output<S>) => readonly ImageName[];
    /** Ports of the engine's host that it publishes. */
    readonly ports: (section: z.output<S>) => readonly PublishedPort[];
}

/** Every environment that a site can run, by its name in `environments` and the key of its section. */
export const environments = {
    daos: daosSite,
    lab: labSite,
    openchami: openChamiSite,
    pcocc: pcoccSite,
    storlets: storletsSite,
};

export type EnvironmentName = keyof typeof environments;

export const environmentNames = Object.keys(environments) as EnvironmentName[];

/** The environments that a site runs, each with what the site says of it. */
export function environmentsOf(
    site: { readonly environments: readonly EnvironmentName[] } & Readonly<Partial<Record<EnvironmentName, unknown>>>,
): { name: EnvironmentName; environment: EnvironmentSite; section: unknown }[] {
    return environmentNames
        .filter((name) => site.environments.includes(name) && site[name] !== undefined)
        .map((name) => ({ name, environment: environments[name] as EnvironmentSite, section: site[name] }));
}
