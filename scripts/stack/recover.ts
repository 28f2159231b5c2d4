import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Failure } from "../failure";
import type { DockerClient } from "./docker-client";
import { clearStaleLock } from "./lock";
import { type Leak, type LeakKind, possibleLeaks, withoutPending } from "./recovery";
import { type StackOptions, runPulumi } from "./run";
import { type Snapshot, readSnapshot } from "./snapshot";

/** What recovery may say and touch. */
export interface RecoverOptions extends StackOptions {
    /** Engines that may hold leaked objects. */
    readonly engines: () => Promise<readonly DockerClient[]>;
    readonly say: (line: string) => void;
}

/**
 * Puts right what an update that was killed left behind: its lock, and objects that it was creating.
 *
 * @returns the state after it, undefined where the stack does not exist
 */
export async function recover(options: RecoverOptions): Promise<Snapshot | undefined> {
    await clearStaleLock(options, options.say);
    const snapshot = await readSnapshot(options);
    if (snapshot === undefined || (snapshot.pending_operations ?? []).length === 0) {
        return snapshot;
    }
    options.say("The last update was killed: forgetting the operations that were under way");
    for (const docker of await options.engines()) {
        for (const leak of possibleLeaks(snapshot)) {
            await removeLeak(leak, docker, options);
        }
    }
    await clearPending(options);
    return readSnapshot(options);
}

/** How to list all objects of a kind, and to remove one. */
const listed: Readonly<Record<LeakKind, readonly string[]>> = {
    config: [],
    container: ["--all", "--no-trunc"],
    network: ["--no-trunc"],
    secret: [],
    service: [],
};
const removed: Readonly<Partial<Record<LeakKind, readonly string[]>>> = { container: ["--force", "--volumes"] };

/** Removes objects that are ours by their labels and that the state does not know. */
async function removeLeak(
    { kind, name, noted }: Leak,
    docker: DockerClient,
    { stack, say }: RecoverOptions,
): Promise<void> {
    const filters = [`label=hpc-stacks.stack=${stack}`, `label=hpc-stacks.name=${name}`];
    const found = await docker.run(
        ...[kind, "ls", ...listed[kind], "--quiet"],
        ...filters.flatMap((filter) => ["--filter", filter]),
    );
    // Ids of services are listed by their beginnings.
    const leaked = found.split("\n").filter((id) => id !== "" && !noted.some((known) => known.startsWith(id)));
    for (const id of leaked) {
        say(`Removing ${kind} ${name}, which it had created without noting so`);
        await docker.run(kind, "rm", ...(removed[kind] ?? []), id);
    }
}

async function clearPending(options: StackOptions): Promise<void> {
    const exported = await runPulumi(["stack", "export"], options);
    const folder = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-"));
    try {
        const file = path.join(folder, "state.json");
        writeFileSync(file, withoutPending(exported.stdout), { mode: 0o600 });
        const imported = await runPulumi(["stack", "import", "--file", file], options);
        if (imported.exitCode !== 0) {
            throw new Failure(`the state of stack ${options.stack} cannot be put right:\n${imported.stderr}`);
        }
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
