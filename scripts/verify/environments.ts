import { environmentsOf, type EnvironmentName } from "../../stacks/environments";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import type { Check } from "./check";
import { verifyDaos } from "./daos";
import { verifyLab } from "./lab";
import { verifyOpenChami } from "./openchami";
import { verifyPcocc } from "./pcocc";
import { verifyStorlets } from "./storlets";

/** How each environment that stands is measured. */
const verifiers: Readonly<Record<EnvironmentName, (options: StackOptions) => Promise<Check[]>>> = {
    daos: verifyDaos,
    lab: verifyLab,
    openchami: verifyOpenChami,
    pcocc: verifyPcocc,
    storlets: verifyStorlets,
};

/** Everything that must hold of all environments of a stack, measured. */
export async function verifyEnvironments(options: StackOptions): Promise<Check[]> {
    const checks: Check[] = [];
    for (const { name } of environmentsOf(loadSite(options.stack, options.file))) {
        checks.push(...(await verifiers[name](options)));
    }
    return checks;
}
