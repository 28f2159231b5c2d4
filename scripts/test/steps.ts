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

/** Runs the tests of a pattern on the Node at `node`. A run that ends without a count is one failure. */
export async function mocha(pattern: string, node = process.execPath): Promise<Count> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-test-"));
    try {
        const count = path.join(folder, "count.json");
        const program = path.join(project, "node_modules", "mocha", "bin", "mocha.js");
        const args = [program, "--reporter", path.join(project, "tests", "support", "reporter.ts"), pattern];
        const exitCode = await runHere(node, args, { HPC_STACKS_TEST_COUNT: count });
        const counted = existsSync(count)
            ? (JSON.parse(readFileSync(count, "utf8")) as Count)
            : { passed: 0, failed: 1 };
        return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

async function runHere(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
    const { execa } = await import("execa");
    const { exitCode } = await execa(program, args, { cwd: project, env, stdio: "inherit", reject: false });
    return exitCode ?? 1;
}
