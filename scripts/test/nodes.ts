import * as path from "node:path";

import { cached } from "../toolchain/cache";
import type { Report } from "../toolchain/progress";
import { run } from "../toolchain/run";

/** Releases of Node that users have beside the one that runs this: the unit tests must pass on them too. */
export const otherNodes = ["22.23.3", "24.21.0"];

/** A release of Node, as npm has it for this machine; fetched now unless it was before. */
export async function fetchNode(version: string, report: Report): Promise<string> {
    // The package for one system has the program in it; package `node` would fetch it by an install script.
    const name = `node-${process.platform}-${process.arch}`;
    const folder = await cached({ name: `node-${version}`, key: [name] }, report, async (aside, log) => {
        const args = ["install", "--prefix", aside, "--no-audit", "--no-fund", `${name}@${version}`];
        await run("npm", args, { cwd: aside, log });
    });
    return path.join(folder, "node_modules", name, "bin", "node");
}
