import { readdirSync } from "node:fs";

import { Failure } from "../failure";
import { project } from "../project";
import { loadSite } from "../stack/site";

/** Whether a site file can be used. */
export interface CheckedSite {
    readonly site: string;
    /** All that is wrong with it, a line each. @default - nothing */
    readonly faults?: string;
}

/** Names of all sites of a folder, each a `Pulumi.<site>.yaml`. */
export function siteNames(folder = project): string[] {
    return readdirSync(folder)
        .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
        .sort();
}

/** Checks a site file without an engine and without Pulumi. */
export function checkSite(site: string, file?: string): CheckedSite {
    try {
        loadSite(site, file);
        return { site };
    } catch (error) {
        if (error instanceof Failure) {
            return { site, faults: error.message };
        }
        throw error;
    }
}
