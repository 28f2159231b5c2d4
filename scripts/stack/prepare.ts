import { recover } from "./recover";
import { engineHost } from "../toolchain/engine";
import type { Timings } from "../toolchain/progress";
import { setup } from "../toolchain/setup";
import { refuseOwnEngine } from "./own-engine";
import { type StackOptions, usePulumi } from "./run";
import { imagesToBuild, loadSite } from "./site";
import type { Snapshot } from "./snapshot";

/** What a command on a stack begins with. */
export interface Prepared {
    readonly engine: string;
    /** State of the stack, undefined where it does not exist. */
    readonly snapshot: Snapshot | undefined;
}

/** Makes the machine and the stack ready for an update: the set-up, and what a killed update left put right. */
export async function prepare(options: StackOptions, timings: Timings): Promise<Prepared> {
    const site = loadSite(options.stack, options.file);
    refuseOwnEngine(options.stack, site);
    const engine = await engineHost(site.engine.host);
    usePulumi(await setup({ engine, images: imagesToBuild(site) }, timings));
    return { engine, snapshot: await recover({ ...options, engine, say: (line) => console.log(line) }) };
}
