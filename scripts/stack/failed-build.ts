import { stripVTControlCharacters } from "node:util";

import { type ImageName, recipes } from "../../images/catalogue";
import { contextFolder, contextHash } from "../../images/context";
import type { EnvironmentName } from "../../stacks/environments";
import type { Site } from "../../stacks/site";
import { project } from "../project";
import { run, tryRun } from "../toolchain/run";
import { imagesToBuild } from "./site";

/** Stack and engine of a site that may lack images. */
export interface BuiltImages {
    readonly stack: string;
    readonly engine: string;
    readonly site: Site;
}

/**
 * The last words of the first image that could not be built, undefined where there is none. The provider tells which
 * step failed, but not what it printed; so the image is built once more, by the client, which does.
 */
export async function lastWordsOfBuild({ stack, engine, site }: BuiltImages): Promise<string | undefined> {
    for (const { environment, image } of builds(site)) {
        const reference = (name: ImageName): string => referenceOf(stack, environment, name);
        const base = recipes[image].base;
        if ((await exists(reference(image), engine)) || (base && !(await exists(reference(base), engine)))) {
            continue;
        }
        const words = await buildOnceMore(image, base === undefined ? undefined : reference(base), engine);
        // What it leaves has the label of the base that it started from, and no name.
        const filter = ["--filter", `label=hpc-stacks.stack=${stack}`];
        await tryRun("docker", ["-H", engine, "image", "prune", "--force", ...filter]);
        return words;
    }
    return undefined;
}

async function buildOnceMore(image: ImageName, base: string | undefined, engine: string): Promise<string | undefined> {
    const args = base === undefined ? [] : ["--build-arg", `BASE=${base}`];
    try {
        await run("docker", ["-H", engine, "build", "--quiet", "--force-rm", ...args, contextFolder(image)], {
            cwd: project,
            // The client's plain builder needs no plugin.
            env: { DOCKER_BUILDKIT: "0" },
        });
        return undefined;
    } catch (error) {
        return stripVTControlCharacters((error as Error).message);
    }
}

async function exists(name: string, engine: string): Promise<boolean> {
    return (await tryRun("docker", ["-H", engine, "image", "inspect", name])) !== undefined;
}

/** What each environment of a site builds for itself. */
function builds(site: Site): { environment: EnvironmentName; image: ImageName }[] {
    return site.environments.flatMap((environment) =>
        imagesToBuild({ ...site, environments: [environment] }).map((image) => ({ environment, image })),
    );
}

/** What the component `Image` calls it on the engine. */
function referenceOf(stack: string, environment: EnvironmentName, image: ImageName): string {
    return `${stack}-${environment}-image-${image}:${contextHash(image)}`.toLowerCase();
}
