import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { packageFile } from "../project";
import { type StackOptions, runPulumi } from "./run";
import { defaultStateFolder, keepsOwnState } from "./state";

/** The parts of a resource in Pulumi's state that we read. */
export interface ResourceState {
    readonly urn: string;
    readonly type: string;
    /** Id that its provider gave it. */
    readonly id?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The parts of a stack's state that we read. Secrets stay encrypted. */
export interface Snapshot {
    readonly resources?: readonly ResourceState[];
    readonly pending_operations?: readonly { readonly type: string; readonly resource: ResourceState }[];
}

/** State of a stack, or undefined where there is none. Our own is read as a file, which takes no time. */
export async function readSnapshot(options: StackOptions): Promise<Snapshot | undefined> {
    if (keepsOwnState()) {
        const file = checkpointFile(options);
        return existsSync(file)
            ? ((JSON.parse(readFileSync(file, "utf8")) as Checkpoint).checkpoint.latest ?? {})
            : undefined;
    }
    const { exitCode, stdout } = await runPulumi(["stack", "export"], options);
    return exitCode === 0 ? ((JSON.parse(stdout) as { deployment?: Snapshot }).deployment ?? {}) : undefined;
}

interface Checkpoint {
    readonly checkpoint: { readonly latest?: Snapshot };
}

function checkpointFile({ stack, state = defaultStateFolder }: StackOptions): string {
    return path.join(state, ".pulumi", "stacks", packageFile.name, `${stack}.json`);
}
