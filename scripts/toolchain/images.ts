import { copyFileSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { type ImageName, recipes } from "../../images/catalogue";
import { artifactsFolder, contextHash, stagedHash } from "../../images/context";
import { project } from "../project";
import { cacheFolder } from "./cache";
import type { GoModule } from "./go";
import { withLock } from "./lock";
import type { Report } from "./progress";

/** Whether the build context of an image holds what its recipe and the pinned versions ask for. */
export function isStaged(image: ImageName): boolean {
    return stagedHash(image) === contextHash(image);
}

/** The Go modules that images are made of, each once with all that is kept of it. */
export function modulesOf(images: readonly ImageName[]): GoModule[] {
    const modules = new Map<string, GoModule>();
    for (const { module, folder } of images.map((image) => recipes[image])) {
        if (module !== undefined) {
            const folders = [...(modules.get(module)?.folders ?? []), ...(folder === undefined ? [] : [folder])];
            modules.set(module, { module, folders });
        }
    }
    return [...modules.values()];
}

/** What was built for the images: where a module's programs are, and the root file systems. */
export interface Built {
    readonly modules: Map<string, string>;
    readonly rootfs: Map<ImageName, string>;
}

/**
 * Puts what was built on the host into the build contexts of images. The stamp that says for which hash comes last,
 * so a killed run leaves a context that counts as not staged.
 */
export async function stage(images: readonly ImageName[], built: Built, report: Report): Promise<void> {
    // Two checkouts may be staged at once, but not one by two runs.
    const name = `staging-${path.basename(project)}-${statSync(project).ino}`;
    await withLock(path.join(cacheFolder(), name), report, () => {
        for (const image of images.filter((candidate) => !isStaged(candidate))) {
            stageImage(image, built);
        }
        return Promise.resolve();
    });
}

function stageImage(image: ImageName, { modules, rootfs }: Built): void {
    const recipe = recipes[image];
    const target = path.join(project, artifactsFolder(image));
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    const source = modules.get(recipe.module ?? "");
    for (const program of source === undefined ? [] : (recipe.programs ?? [])) {
        link(path.join(source!, "bin", program), path.join(target, program));
    }
    if (source !== undefined && recipe.folder !== undefined) {
        const folder = path.join(source, "folders", recipe.folder.as);
        mkdirSync(path.join(target, recipe.folder.as));
        readdirSync(folder).forEach((file) =>
            link(path.join(folder, file), path.join(target, recipe.folder!.as, file)),
        );
    }
    const tar = rootfs.get(image);
    if (tar !== undefined) {
        link(tar, path.join(target, "rootfs.tar"));
    }
    const stamp = path.join(target, ".staged");
    writeFileSync(`${stamp}.new`, `${contextHash(image)}\n`);
    renameSync(`${stamp}.new`, stamp);
}

/** A hard link costs neither time nor space; where the cache is on another file system it takes a copy. */
function link(source: string, target: string): void {
    try {
        linkSync(source, target);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EXDEV") {
            throw error;
        }
        copyFileSync(source, target);
    }
}
