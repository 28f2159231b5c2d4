import { existsSync, readFileSync, readdirSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Failure } from "../failure";
import { packageFile } from "../project";
import { isAlive } from "../toolchain/cache";
import { type StackOptions, runPulumi } from "./run";
import { defaultStateFolder, keepsOwnState } from "./state";

/** Who holds the lock of a stack, as Pulumi writes it into the lock file. */
export interface LockHolder {
    readonly pid: number;
    readonly username: string;
    readonly hostname: string;
    readonly timestamp: string;
}

/**
 * Removes the lock that a killed update of this machine left. Another machine's process cannot be looked at, so its
 * lock counts as held.
 *
 * @throws Failure that says who holds the lock, where its process may be at work.
 */
export async function clearStaleLock(options: StackOptions, say: (line: string) => void): Promise<void> {
    const holders = readHolders(options);
    const held = holders.find((holder) => holder.hostname !== os.hostname() || isPulumi(holder.pid));
    if (held !== undefined) {
        throw new Failure(describeHolder(options.stack, held));
    }
    if (holders.length > 0) {
        const pids = holders.map((holder) => holder.pid).join(", ");
        say(`Removing the lock that a killed update left (process ${pids})`);
        await runPulumi(["cancel", "--yes"], options);
    }
}

/** What a user needs to know of a lock that is held. */
export function describeHolder(stack: string, { username, hostname, pid, timestamp }: LockHolder): string {
    return (
        `stack ${stack} is locked: ${username} on ${hostname} has been updating it since ${timestamp} ` +
        `(process ${pid}). Wait for it to end; if that process is gone, \`npm run pulumi -- cancel --stack ${stack}\``
    );
}

function readHolders({ stack, state = defaultStateFolder }: StackOptions): LockHolder[] {
    const folder = path.join(state, ".pulumi", "locks", "organization", packageFile.name, stack);
    if (!keepsOwnState() || !existsSync(folder)) {
        return [];
    }
    // Beside each lock lies a file with its attributes.
    const locks = readdirSync(folder).filter((file) => file.endsWith(".json"));
    return locks.map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as LockHolder);
}

/** Process numbers are used again, so it must still be Pulumi where the system tells what a process is. */
function isPulumi(pid: number): boolean {
    const name = `/proc/${pid}/comm`;
    return (
        isAlive(pid) &&
        (!existsSync("/proc/self/comm") || (existsSync(name) && /pulumi/.test(readFileSync(name, "utf8"))))
    );
}
