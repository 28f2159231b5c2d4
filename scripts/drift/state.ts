import { z } from "zod";

import { Failure } from "../failure";
import { type State, state } from "../review/preview";
import { type StackOptions, runPulumi } from "../stack/run";
import { parsePlain } from "../stack/snapshot";

const exported = z.looseObject({
    deployment: z.looseObject({
        resources: z.array(state.extend({ delete: z.boolean().default(false) })).default([]),
        pending_operations: z.array(z.unknown()).default([]),
    }),
});

/**
 * What the last update noted of a site's resources, secrets in plain: what is compared with a secret file must be. It
 * stays in memory.
 *
 * @throws Failure when the site is not up, when an update of it is under way, and when its secrets cannot be read.
 */
export async function readPlainState(options: StackOptions): Promise<State[]> {
    const { exitCode, stdout, stderr } = await runPulumi(["stack", "export", "--show-secrets"], options);
    if (exitCode !== 0 && !stderr.includes("no stack named")) {
        throw new Failure(`the state of site ${options.stack} cannot be read:\n${stderr.trim()}`);
    }
    const states = exitCode === 0 ? parseState(stdout, options.stack) : [];
    if (!states.some(({ custom }) => custom)) {
        throw new Failure(`site ${options.stack} is not up: bring it up by \`npm start -- --stack ${options.stack}\``);
    }
    return states;
}

/**
 * Reads what `pulumi stack export --show-secrets` printed.
 * @throws Failure when operations are pending.
 */
export function parseState(text: string, stack: string): State[] {
    const { resources, pending_operations: pending } = exported.parse(parsePlain(text)).deployment;
    if (pending.length > 0) {
        throw new Failure(
            `an update of site ${stack} is under way, or was killed: wait for it, or end it by ` +
                `\`npm start -- --stack ${stack}\``,
        );
    }
    return resources.filter((resource) => !resource.delete);
}
