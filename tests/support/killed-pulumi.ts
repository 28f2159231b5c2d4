import { setTimeout as sleep } from "node:timers/promises";

import { isAlive } from "../../scripts/toolchain/cache";
import { run } from "../../scripts/toolchain/run";

/** Milliseconds within which the program must see that nobody reads it any more. */
const PATIENCE = 20_000;

/**
 * Kills a Pulumi CLI as a system does that is out of memory.
 * @returns its plugins, which live on for minutes and may still be at work
 * @throws Error when its program lives on
 */
export async function killPulumi(cli: number): Promise<number[]> {
    // Stopped first, so that it starts nothing between the look and its end.
    process.kill(cli, "SIGSTOP");
    const left = await descendants(cli);
    process.kill(cli, "SIGKILL");
    const programs = left.filter(({ command }) => command.includes("cmd/run/index.js"));
    for (const end = Date.now() + PATIENCE; programs.some(({ pid }) => isAlive(pid)); await sleep(100)) {
        if (Date.now() > end) {
            throw new Error(`the program lives on without its CLI: ${programs.map(({ pid }) => pid).join(", ")}`);
        }
    }
    return left.filter(({ pid }) => isAlive(pid)).map(({ pid }) => pid);
}

/** Ends processes that are not there any more, perhaps. */
export function end(pids: readonly number[]): void {
    for (const pid of pids.filter(isAlive)) {
        process.kill(pid, "SIGKILL");
    }
}

interface Running {
    readonly pid: number;
    readonly command: string;
}

/** What a process has started, and what that has. */
async function descendants(root: number): Promise<Running[]> {
    const all = (await run("ps", ["-eo", "pid=,ppid=,args="])).split("\n").map((line) => {
        const [pid, parent, ...command] = line.trim().split(/\s+/);
        return { pid: Number(pid), parent: Number(parent), command: command.join(" ") };
    });
    const below = (parent: number): Running[] =>
        all.filter((it) => it.parent === parent).flatMap((it) => [it, ...below(it.pid)]);
    return below(root);
}
