import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { Failure } from "../failure";
import { packageFile } from "../project";
import { type StackOptions, runPulumi } from "./run";
import { defaultStateFolder, keepsOwnState } from "./state";

/** The parts of a resource in Pulumi's state that we read. */
export interface ResourceState {
    readonly urn: string;
    readonly type: string;
    /** URN of its parent. */
    readonly parent?: string;
    /** URN of its provider, and the provider's id behind it. */
    readonly provider?: string;
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

/**
 * State of a stack, or undefined where there is none. Our own is read as a file, which takes no time.
 * @throws Failure where that file is damaged.
 */
export async function readSnapshot(options: StackOptions): Promise<Snapshot | undefined> {
    if (keepsOwnState()) {
        const file = checkpointFile(options);
        return existsSync(file) ? readCheckpoint(file, options.stack) : undefined;
    }
    const { exitCode, stdout } = await runPulumi(["stack", "export"], options);
    return exitCode === 0 ? ((JSON.parse(stdout) as { deployment?: Snapshot }).deployment ?? {}) : undefined;
}

/** The entry by which Pulumi tells a secret from any other map. */
const SECRET = { key: "4dabf18193072939515e22adb298388d", value: "1b47061264138c4ac30d75fd1eb44270" };

/** As `readSnapshot`, with all secrets in plain. */
export async function readPlainSnapshot(options: StackOptions): Promise<Snapshot | undefined> {
    const { exitCode, stdout } = await runPulumi(["stack", "export", "--show-secrets"], options);
    return exitCode === 0 ? ((parsePlain(stdout) as { deployment?: Snapshot }).deployment ?? {}) : undefined;
}

/** Reads what Pulumi exported with `--show-secrets`, without the marks around what is secret. */
export function parsePlain(text: string): unknown {
    return JSON.parse(text, (_key, value: unknown) => {
        const secret = value as Record<string, string> | null;
        return secret?.[SECRET.key] === SECRET.value ? parsePlain(secret["plaintext"] ?? "null") : value;
    });
}

interface Checkpoint {
    readonly checkpoint: { readonly latest?: Snapshot };
}

function readCheckpoint(file: string, stack: string): Snapshot {
    try {
        return (JSON.parse(readFileSync(file, "utf8")) as Checkpoint).checkpoint.latest ?? {};
    } catch (error) {
        const shown = path.relative(process.cwd(), file);
        throw new Failure(
            `the state of site ${stack} is damaged, ${shown} cannot be read: ${(error as Error).message}\n` +
                `nothing on the engine was touched. Pulumi keeps the state of one step before: ` +
                `\`cp ${shown}.bak ${shown}\`, then \`npm start -- --stack ${stack}\``,
        );
    }
}

/** Makes a stack with nothing in it in a state folder of our own, as `pulumi stack init` does, but in no time. */
export function writeEmptySnapshot(options: StackOptions & { readonly state: string }): void {
    const file = checkpointFile(options);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(path.join(options.state, ".pulumi", "meta.yaml"), "version: 1\n");
    const stack = `organization/${packageFile.name}/${options.stack}`;
    writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { stack } }));
}

function checkpointFile({ stack, state = defaultStateFolder }: StackOptions): string {
    return path.join(state, ".pulumi", "stacks", packageFile.name, `${stack}.json`);
}
