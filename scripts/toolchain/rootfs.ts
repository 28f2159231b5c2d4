import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import type { RootFs } from "../../images/catalogue";
import { Failure } from "../failure";
import { aptSetup, canInstall, install } from "./apt";
import { cached } from "./cache";
import type { Report } from "./progress";
import { run, tryRun } from "./run";

/** Tar file with a Debian root file system, made now unless it was before. Its apt uses the mirror of this machine. */
export async function buildRootFs({ suite, packages, settings }: RootFs, report: Report): Promise<string> {
    const { sources, options } = await aptSetup(suite, report);
    const key = [suite, ...packages, ...settings, ...sources, ...options];
    const folder = await cached({ name: `rootfs-${suite}`, key }, report, async (aside, log) => {
        await ensureMmdebstrap(report);
        report("making it");
        // What a killed mmdebstrap leaves goes with the rest.
        const scratch = path.join(aside, "scratch");
        mkdirSync(scratch);
        const list = path.join(scratch, "sources.list");
        writeFileSync(list, sources.join("\n") + "\n");
        const args = [
            "--variant=minbase",
            ...settings,
            ...(packages.length === 0 ? [] : [`--include=${packages.join(",")}`]),
            ...options.map((option) => `--aptopt=${option}`),
            suite,
            path.join(aside, "rootfs.tar"),
            list,
        ];
        await run("mmdebstrap", args, { env: { TMPDIR: scratch }, log });
        rmSync(scratch, { recursive: true });
    });
    return path.join(folder, "rootfs.tar");
}

async function ensureMmdebstrap(report: Report): Promise<void> {
    if ((await tryRun("mmdebstrap", ["--version"])) !== undefined) {
        return;
    }
    if (!(await canInstall())) {
        throw new Failure("mmdebstrap is not installed: install it, as root `apt-get install mmdebstrap`");
    }
    report("installing mmdebstrap");
    await install(["mmdebstrap"], report);
}
