import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Failure } from "../failure";
import { run } from "../toolchain/run";
import { clearStaleLock } from "./lock";
import { type Leak, possibleLeaks, withoutPending } from "./recovery";
import { type StackOptions, runPulumi } from "./run";
import { type Snapshot, readSnapshot } from "./snapshot";

/** What recovery may say and touch. */
export interface RecoverOptions extends StackOptions {
    /** Address of the engine that may hold leaked objects. */
    readonly engine: string;
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
    for (const leak of possibleLeaks(snapshot)) {
        await removeLeak(leak, options);
    }
    await clearPending(options);
    return readSnapshot(options);
}

/** Removes an object if it is there and ours: the name alone might be somebody else's. */
async function removeLeak({ kind, name }: Leak, { engine, stack, say }: RecoverOptions): Promise<void> {
    const docker = (args: string[]) => run("docker", ["-H", engine, ...args]);
    const filters = ["--filter", `name=^/?${name}$`, "--filter", `label=hpc-stacks.stack=${stack}`];
    const all = kind === "container" ? ["--all"] : [];
    const ids = (await docker([kind, "ls", ...all, "--quiet", ...filters])).split("\n").filter((id) => id !== "");
    for (const id of ids) {
        say(`Removing ${kind} ${name}, which it had created without noting so`);
        await docker([kind, "rm", ...(kind === "container" ? ["--force", "--volumes"] : []), id]);
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
