import { existsSync } from "node:fs";

import { Failure } from "../failure";
import { type SiteConfig, siteText, writeSite } from "../site/new";
import { withSetting } from "../site/settings";
import { loadSite } from "../stack/site";
import { siteFile } from "../stack/site-file";
import type { ComposeProject } from "./project";
import { siteOf } from "./quickstart";

/** The file of a site that takes a project's place. */
export interface ImportedSite {
    readonly file: string;
    /** Its text where it is still to be written. @default - there is one, which is used as it is */
    readonly text?: string;
}

/**
 * The site file that an import uses: the one that exists, or else one made of the project and of what is set.
 * @throws Failure that names all that is wrong with it, or says that there is one already.
 */
export function importedSite(
    stack: string,
    project: ComposeProject,
    settings: readonly string[],
    file = siteFile(stack),
): ImportedSite {
    if (!existsSync(file)) {
        const config = settings.reduce<SiteConfig>(withSetting, siteOf(project));
        requireImportable(config, stack);
        return { file, text: siteText(stack, config) };
    }
    if (settings.length > 0) {
        throw new Failure(`site ${stack} exists: change ${file} instead of using --set, or choose another site`);
    }
    requireImportable(loadSite(stack, file), stack);
    return { file };
}

/** Address of the engine that a site names, in its file or as it is set. @returns undefined where it names none */
export function siteEngine(stack: string, settings: readonly string[], file = siteFile(stack)): string | undefined {
    if (existsSync(file)) {
        return loadSite(stack, file).engine.host;
    }
    const { engine } = settings.reduce<SiteConfig>(withSetting, {});
    const host = (engine as { host?: unknown } | undefined)?.host;
    return typeof host === "string" ? host : undefined;
}

/** Writes the file where there is none. */
export function writeImportedSite(stack: string, { file, text }: ImportedSite): void {
    if (text !== undefined) {
        writeSite(stack, file, text);
    }
}

function requireImportable({ environments, mode, engine }: SiteConfig, stack: string): void {
    if (!Array.isArray(environments) || !environments.includes("openchami")) {
        throw new Failure(
            `site ${stack} has no OpenCHAMI environment: add openchami to its environments, or choose another site`,
        );
    }
    if (mode === "swarm") {
        throw new Failure(
            `site ${stack} is in mode swarm: import into one in mode standalone; with \`volumes: retain\` it can be ` +
                "made a swarm's afterwards",
        );
    }
    if ((engine as { environment?: unknown } | undefined)?.environment !== undefined) {
        throw new Failure(
            `site ${stack} lives in an engine of its own, which does not have the project's volumes: import into a ` +
                "site without engine.environment",
        );
    }
}
