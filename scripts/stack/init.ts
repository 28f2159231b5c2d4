import { readFileSync } from "node:fs";

import { Failure } from "../failure";
import { project } from "../project";
import { type StackOptions, runPulumi } from "./run";
import { configFile, copiesFolder, siteFile, statesEncryption } from "./site-file";
import { defaultStateFolder, keepsOwnState } from "./state";

/** Creates a stack that does not exist. */
export async function createStack(options: StackOptions): Promise<void> {
    const { stack, file = siteFile(stack), state = defaultStateFolder } = options;
    configFile(stack, file, state);
    // `stack init` writes the salt into the stack file of the folder that it runs in.
    const salted = !keepsOwnState() || statesEncryption(readFileSync(file, "utf8"));
    const folder = salted ? project : copiesFolder(state);
    const { exitCode, stderr } = await runPulumi(["stack", "init", "--no-select", "--cwd", folder], options);
    if (exitCode !== 0) {
        throw new Failure(`stack ${stack} cannot be created:\n${stderr}`);
    }
}
