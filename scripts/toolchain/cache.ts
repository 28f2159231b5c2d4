import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Failure, diskFullHint } from "../failure";
import { withLock } from "./lock";
import type { Report } from "./progress";

/** What is built once and kept: a name to recognise it by, and everything that its content depends on. */
export interface Entry {
    readonly name: string;
    readonly key: readonly string[];
}

/** Builds the content of an entry in `folder`; what it runs is logged in `log`. */
export type Build = (folder: string, log: string) => Promise<void>;

/** Folder outside the project where everything built is kept, shared by all checkouts of a user. */
export function cacheFolder(): string {
    const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
    return path.resolve(process.env.HPC_STACKS_CACHE || path.join(base, "hpc-stacks"));
}

/** Folder of an entry: its name says what it is, the hash that nothing it depends on differs. */
export function entryFolder({ name, key }: Entry): string {
    const hash = createHash("sha256").update(key.join("\0")).digest("hex").slice(0, 16);
    return path.join(cacheFolder(), `${name}-${hash}`);
}

/** Folder of an entry that was built before, else undefined. */
export function findEntry(entry: Entry): string | undefined {
    const folder = entryFolder(entry);
    return existsSync(folder) ? folder : undefined;
}

/**
 * Folder of an entry, built now unless it was before.
 *
 * The content is built in a temporary sibling that gets its name only when complete, so a half-finished build never
 * counts. Of two runs that want the same entry one builds and the other waits.
 */
export async function cached(entry: Entry, report: Report, build: Build): Promise<string> {
    const folder = entryFolder(entry);
    if (existsSync(folder)) {
        return folder;
    }
    return withLock(folder, report, async () => {
        if (!existsSync(folder)) {
            removeLeftovers(entry.name);
            await buildAside(folder, build);
        }
        return folder;
    });
}

async function buildAside(folder: string, build: Build): Promise<void> {
    const aside = `${folder}.${temporarySuffix(process.pid)}`;
    const log = path.join(cacheFolder(), "logs", `${path.basename(folder)}.log`);
    try {
        mkdirSync(aside, { recursive: true });
        rmSync(log, { force: true });
        await build(aside, log);
        renameSync(aside, folder);
    } catch (error) {
        rmSync(aside, { recursive: true, force: true });
        const hint = error instanceof Failure ? undefined : diskFullHint(String(error), [cacheFolder()]);
        throw hint === undefined ? error : new Failure(hint);
    }
}

/** A cache may lie on a disk that several machines share, so the machine is part of the name. */
function temporarySuffix(pid: number): string {
    return `building-${os.hostname()}-${pid}`;
}

/** Removes what builds of the same name left that were killed on this machine. */
function removeLeftovers(name: string): void {
    for (const file of readdirSync(cacheFolder())) {
        const [, suffix, pid] = /\.(building-.*-(\d+))$/.exec(file) ?? [];
        if (file.startsWith(`${name}-`) && suffix === temporarySuffix(Number(pid)) && !isAlive(Number(pid))) {
            rmSync(path.join(cacheFolder(), file), { recursive: true, force: true });
        }
    }
}

/** Whether a process of this machine is running. */
export function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
