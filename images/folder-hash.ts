import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import * as path from "node:path";

import dockerignore from "@balena/dockerignore";

/**
 * Hash of what the engine is sent when it builds a folder: the files that its `.dockerignore` lets through, each with
 * its path, its content and whether it may be run, and the Dockerfile. Times and owners do not count.
 *
 * @throws Error when the folder has no such Dockerfile.
 */
export function folderHash(folder: string, dockerfile = "Dockerfile"): string {
    if (!existsSync(path.join(folder, dockerfile))) {
        throw new Error(`there is no ${path.join(folder, dockerfile)}, name a folder that has one`);
    }
    const rules = path.join(folder, ".dockerignore");
    const ignore = dockerignore().add(existsSync(rules) ? readFileSync(rules, "utf8") : "");
    const sent = new Set([...ignore.filter(filesOf(folder)), dockerfile]);
    const hash = createHash("sha256");
    for (const file of [...sent].sort()) {
        const status = lstatSync(path.join(folder, file));
        hash.update(`\0${file}\0${status.isSymbolicLink() ? "link" : status.mode & 0o111 ? "program" : "file"}\0`);
        hash.update(
            status.isSymbolicLink() ? readlinkSync(path.join(folder, file)) : readFileSync(path.join(folder, file)),
        );
    }
    return hash.digest("hex").slice(0, 16);
}

/** Files and links under a folder, by their paths inside it. */
function filesOf(folder: string, inside = ""): string[] {
    return readdirSync(path.join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
        const file = path.join(inside, entry.name);
        return entry.isDirectory() ? filesOf(folder, file) : entry.isFile() || entry.isSymbolicLink() ? [file] : [];
    });
}
