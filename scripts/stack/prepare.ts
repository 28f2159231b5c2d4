import { recover } from "./recover";
import { engineHost } from "../toolchain/engine";
import type { Timings } from "../toolchain/progress";
import { setup } from "../toolchain/setup";
import { refuseOwnEngine } from "./own-engine";
import { type StackOptions, usePulumi } from "./run";
import { imagesToBuild, loadSite } from "./site";
import type { Snapshot } from "./snapshot";
import { standingEngines } from "./stack-engines";

/**
 * Makes the machine and the stack ready for an update: the set-up, and what a killed update left put right.
 * @returns the state of the stack, undefined where it does not exist
 */
export async function prepare(options: StackOptions, timings: Timings): Promise<Snapshot | undefined> {
    const site = loadSite(options.stack, options.file);
    refuseOwnEngine(options.stack, site);
    const engine = await engineHost(site.engine.host);
    usePulumi(await setup({ engine, images: imagesToBuild(site) }, timings));
    const engines = () => standingEngines(options);
    return recover({ ...options, engines, say: (line) => console.log(line) });
}
