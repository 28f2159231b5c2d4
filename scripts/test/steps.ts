import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { project } from "../project";
import type { Count } from "./count";

/** Runs a check of the source, which counts as one test. */
export async function check(tool: string, args: readonly string[]): Promise<Count> {
    const ok = (await runHere(path.join(project, "node_modules", ".bin", tool), args)) === 0;
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** How to run tests. */
export interface MochaOptions {
    /** Node to run them on. @default - the one of this process */
    readonly node?: string;
    /** What each line that they print begins with. @default - nothing */
    readonly prefix?: string;
}

/** Runs the tests of a pattern. A run that ends without a count is one failure. */
export async function mocha(pattern: string, { node = process.execPath, prefix }: MochaOptions = {}): Promise<Count> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-test-"));
    try {
        const count = path.join(folder, "count.json");
        const program = path.join(project, "node_modules", "mocha", "bin", "mocha.js");
        const args = [program, "--reporter", path.join(project, "tests", "support", "reporter.ts"), pattern];
        const exitCode = await runHere(node, args, { env: { HPC_STACKS_TEST_COUNT: count }, prefix });
        const counted = existsSync(count)
            ? (JSON.parse(readFileSync(count, "utf8")) as Count)
            : { passed: 0, failed: 1 };
        return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

async function runHere(
    program: string,
    args: readonly string[],
    { env = {}, prefix }: { env?: Record<string, string>; prefix?: string | undefined } = {},
): Promise<number> {
    const { execa } = await import("execa");
    const prefixed = function* (line: unknown): Generator<string> {
        yield `${prefix}${String(line)}`;
    };
    const output = prefix === undefined ? "inherit" : ([prefixed, "inherit"] as const);
    const { exitCode } = await execa(program, args, {
        cwd: project,
        env,
        stdin: "ignore",
        stdout: output,
        stderr: output,
        reject: false,
    });
    return exitCode ?? 1;
}
