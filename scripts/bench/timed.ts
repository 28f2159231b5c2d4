import { performance } from "node:perf_hooks";

import { Failure } from "../failure";
import { describe } from "../toolchain/run";
import type { Command } from "./rivals/rival";

/** Runs a command to its end. @returns seconds. @throws Failure with its last lines when it fails. */
export async function timed({ program, args, cwd, env }: Command, signal: AbortSignal): Promise<number> {
    const { execa } = await import("execa");
    const begin = performance.now();
    const result = await execa(program, args, {
        cwd,
        env,
        all: true,
        reject: false,
        stdin: "ignore",
        maxBuffer: 1e8,
        cancelSignal: signal,
    });
    const seconds = (performance.now() - begin) / 1000;
    signal.throwIfAborted();
    if (result.failed) {
        throw new Failure(describe([program, ...args].join(" "), result.all || (result.shortMessage ?? ""), { cwd }));
    }
    return seconds;
}
