import { Failure } from "../failure";
import { type StackOptions, runPulumi } from "./run";

/** What the program gives of a Docker engine, secrets in plain. */
export interface EngineOutputs {
    readonly env: Readonly<Record<string, string>>;
    /** PEM texts. @default - it needs none */
    readonly client?: { readonly ca: string; readonly cert: string; readonly key: string };
}

/**
 * The Docker engine of a stack's own.
 * @throws Failure when the stack has none, because it is not up or runs no environment with one.
 */
export async function engineOutputs(options: StackOptions): Promise<EngineOutputs> {
    const { exitCode, stdout, stderr } = await runPulumi(["stack", "output", "--json", "--show-secrets"], options);
    const found = exitCode === 0 ? enginesOf(JSON.parse(stdout) as Record<string, unknown>) : [];
    if (found[0] === undefined) {
        throw new Failure(
            `stack ${options.stack} has no Docker engine of its own: bring one up by ` +
                `\`npm start -- --stack ${options.stack}\`${exitCode === 0 ? "" : `\n${stderr.trim()}`}`,
        );
    }
    return found[0];
}

/** The engines among the outputs of a stack's environments: those that tell a Docker client where they are. */
export function enginesOf(outputs: Readonly<Record<string, unknown>>): EngineOutputs[] {
    return Object.values(outputs)
        .map((output) => (output as { engine?: EngineOutputs } | null)?.engine)
        .filter((engine): engine is EngineOutputs => typeof engine?.env?.["DOCKER_HOST"] === "string");
}
