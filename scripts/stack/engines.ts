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
 * @param environment The environment that allocated it. @default - the only one that did
 * @throws Failure when the stack has none, because it is not up or runs no environment with one, or has several.
 */
export async function engineOutputs(options: StackOptions, environment?: string): Promise<EngineOutputs> {
    const { exitCode, stdout, stderr } = await runPulumi(["stack", "output", "--json", "--show-secrets"], options);
    const engines = exitCode === 0 ? enginesOf(JSON.parse(stdout) as Record<string, unknown>) : {};
    if (Object.keys(engines).length === 0) {
        throw new Failure(
            `stack ${options.stack} has no Docker engine of its own: bring one up by ` +
                `\`npm start -- --stack ${options.stack}\`${exitCode === 0 ? "" : `\n${stderr.trim()}`}`,
        );
    }
    return choose(engines, options.stack, environment);
}

/** @throws Failure when it is not clear which engine is meant. */
export function choose(
    engines: Readonly<Record<string, EngineOutputs>>,
    stack: string,
    environment?: string,
): EngineOutputs {
    const names = Object.keys(engines);
    const engine = engines[environment ?? (names.length === 1 ? names[0]! : "")];
    if (engine === undefined) {
        const wanted = environment === undefined ? "several Docker engines" : `no Docker engine of ${environment}`;
        throw new Failure(`stack ${stack} has ${wanted}: choose by --environment one of: ${names.sort().join(", ")}`);
    }
    return engine;
}

/**
 * The engines among the outputs of a stack's environments, by environment: those that tell a Docker client where they
 * are.
 */
export function enginesOf(outputs: Readonly<Record<string, unknown>>): Record<string, EngineOutputs> {
    return Object.fromEntries(
        Object.entries(outputs).flatMap(([environment, output]) => {
            const engine = (output as { engine?: EngineOutputs } | null)?.engine;
            return typeof engine?.env?.["DOCKER_HOST"] === "string" ? [[environment, engine]] : [];
        }),
    );
}
