import { appendFileSync, mkdirSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Failure, diskFullHint } from "../failure";

/** How to run a program. */
export interface RunOptions {
    readonly cwd?: string;
    /** Variables that differ from the environment of this process. */
    readonly env?: Readonly<Record<string, string>>;
    /** File that everything the program prints is appended to. @default - not kept */
    readonly log?: string;
    /** Milliseconds after which the program is stopped. @default - never */
    readonly timeout?: number;
    /** Whose disk it may fill. @default - this machine's, in the places where the toolchain keeps things */
    readonly disk?: string;
}

/**
 * Runs a program and returns what it printed on stdout.
 *
 * @throws Failure with the last lines of its output and the name of the log file.
 */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    // execa is an ES module, which not every Node can `require`.
    const { execa } = await import("execa");
    const { log, cwd, env, timeout } = options;
    const settings = { ...(cwd && { cwd }), ...(env && { env }), ...(timeout && { timeout }) };
    const result = await execa(program, args, {
        ...settings,
        all: true,
        reject: false,
        stdin: "ignore",
        maxBuffer: 1e8,
    });
    if (log !== undefined) {
        mkdirSync(path.dirname(log), { recursive: true });
        appendFileSync(log, `$ ${program} ${args.join(" ")}\n${result.all}\n`);
    }
    if (result.failed) {
        const command = path.basename(program) + " " + args.join(" ");
        throw new Failure(describe(command, result.all || (result.shortMessage ?? ""), options));
    }
    return result.stdout;
}

/** As `run`, but undefined where the program is missing or fails. */
export async function tryRun(
    program: string,
    args: readonly string[],
    options?: RunOptions,
): Promise<string | undefined> {
    return run(program, args, options).catch(() => undefined);
}

/** What a program printed and how it ended, which is for the caller to judge. Without an exit code it never ran to its end. */
export async function capture(
    program: string,
    args: readonly string[],
    options: Omit<RunOptions, "log" | "disk"> = {},
): Promise<{ exitCode?: number; stdout: string; stderr: string }> {
    const { execa } = await import("execa");
    const result = await execa(program, args, { ...options, reject: false, stdin: "ignore", maxBuffer: 1e8 });
    const stderr = result.exitCode === undefined ? (result.shortMessage ?? "") : result.stderr;
    return { exitCode: result.exitCode, stdout: result.stdout, stderr };
}

/** Message of a failed step: what ran, how it ended, where the rest is. */
export function describe(command: string, output: string, { cwd, log, disk }: RunOptions): string {
    const lines = output.trimEnd().split("\n");
    return [
        `${command} failed${cwd === undefined ? "" : ` in ${cwd}`}:`,
        ...lines.slice(-20).map((line) => `    ${line}`),
        ...(log === undefined ? [] : [`The whole log is in ${log}`]),
        diskFullHint(
            output,
            disk === undefined
                ? [log === undefined ? "." : path.dirname(path.dirname(log)), "the Go caches", os.tmpdir()]
                : [disk],
        ),
    ]
        .filter((line) => line !== undefined)
        .join("\n");
}
