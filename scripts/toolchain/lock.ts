import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import * as lockfile from "proper-lockfile";

import type { Report } from "./progress";

/** A lock that its holder has not touched for so long (ms) belongs to a run that was killed. */
const stale = 10_000;

/**
 * Runs `action` while holding the lock `<file>.lock`, which no other run of this machine holds at the same time.
 * Waits for another run that has it, saying so, and takes over the lock of a killed one.
 */
export async function withLock<T>(file: string, report: Report, action: () => Promise<T>): Promise<T> {
    mkdirSync(path.dirname(file), { recursive: true });
    const release = await acquire(file, report);
    try {
        return await action();
    } finally {
        // A lock lost to a run that thought us dead, say while the machine slept, is not ours to release.
        await release().catch(() => undefined);
    }
}

async function acquire(file: string, report: Report): Promise<() => Promise<void>> {
    for (let waits = 0; ; waits++) {
        try {
            // Losing the lock does no harm: results are renamed into place, so the later of two builds wins.
            return await lockfile.lock(file, { stale, realpath: false, onCompromised: () => undefined });
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ELOCKED") {
                throw error;
            }
        }
        if (waits === 0) {
            report("another run is at it: waiting for it");
        }
        await sleep(500);
    }
}
