import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";

import { type ImageName, recipes } from "./catalogue";

/** Folder of the project, where `Pulumi.yaml` is. */
export const project = path.join(__dirname, "..");

/** Build context of an image, relative to the project folder: the same string on every machine. */
export function contextFolder(image: ImageName): string {
    return `images/${image}`;
}

/** Folder, relative to the project folder, where the toolchain stages what it built on the host for an image. */
export function artifactsFolder(image: ImageName): string {
    return `${contextFolder(image)}/artifacts`;
}

/**
 * Hash of everything committed that an image is made of: its Dockerfile and files, the recipe, the go.mod and go.sum
 * of its programs, and the same of its base. It needs no built program, so a preview on any machine computes the
 * same value.
 */
export function contextHash(image: ImageName): string {
    const recipe = recipes[image];
    const hash = createHash("sha256").update(JSON.stringify(recipe));
    for (const file of [...filesOf(contextFolder(image), ["artifacts"]), ...moduleFiles(recipe.module)]) {
        hash.update(`\0${file}\0`).update(readFileSync(path.join(project, file)));
    }
    if (recipe.base) {
        hash.update(contextHash(recipe.base));
    }
    return hash.digest("hex").slice(0, 16);
}

/** Hash for which the artifacts of an image were staged, or undefined where none are. Written last by the toolchain. */
export function stagedHash(image: ImageName): string | undefined {
    const stamp = path.join(project, artifactsFolder(image), ".staged");
    return existsSync(stamp) ? readFileSync(stamp, "utf8").trim() : undefined;
}

function moduleFiles(module: string | undefined): string[] {
    return module === undefined ? [] : filesOf(`toolchain/${module}`);
}

/** Files under a folder, sorted, without the named sub-folders and dot files. */
function filesOf(folder: string, except: readonly string[] = []): string[] {
    return readdirSync(path.join(project, folder), { withFileTypes: true })
        .filter((entry) => !entry.name.startsWith(".") && !except.includes(entry.name))
        .flatMap((entry) => (entry.isDirectory() ? filesOf(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
        .sort();
}
