import type { Report } from "../progress";
import { build, findBuilt } from "./built";
import { download, findDownloaded } from "./downloaded";
import { completeOnPath, findOnPath } from "./on-path";
import type { PulumiTools } from "./tools";

/** Whether only Pulumi from Go modules will do: its docker plugin previews where no engine answers, the official does not. */
const onlyBuilt = (): boolean => process.env.HPC_STACKS_PULUMI === "built";

/** Pulumi as it is ready to use on this machine, or undefined. Asks no network. */
export async function findPulumi(): Promise<PulumiTools | undefined> {
    return onlyBuilt() ? findBuilt() : ((await findOnPath()) ?? (await findDownloaded()) ?? findBuilt());
}

/**
 * Pulumi, by the least effort that works: as it is ready to use, else the user's completed with plugins, else the
 * official download, else built from Go modules.
 */
export async function ensurePulumi(report: (part: string) => Report): Promise<PulumiTools> {
    if (onlyBuilt()) {
        return (await findBuilt()) ?? build(report);
    }
    return (
        (await findPulumi()) ?? (await completeOnPath()) ?? (await download(report("pulumi"))) ?? (await build(report))
    );
}
