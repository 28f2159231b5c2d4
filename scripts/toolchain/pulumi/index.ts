import type { Report } from "../progress";
import { build, findBuilt } from "./built";
import { download, findDownloaded } from "./downloaded";
import { completeOnPath, findOnPath } from "./on-path";
import type { PulumiTools } from "./tools";

/** Pulumi as it is ready to use on this machine, or undefined. Asks no network. */
export async function findPulumi(): Promise<PulumiTools | undefined> {
    return (await findOnPath()) ?? (await findDownloaded()) ?? findBuilt();
}

/**
 * Pulumi, by the least effort that works: as it is ready to use, else the user's completed with plugins, else the
 * official download, else built from Go modules.
 */
export async function ensurePulumi(report: (part: string) => Report): Promise<PulumiTools> {
    return (
        (await findPulumi()) ?? (await completeOnPath()) ?? (await download(report("pulumi"))) ?? (await build(report))
    );
}
