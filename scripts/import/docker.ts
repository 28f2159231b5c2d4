import { Failure } from "../failure";

/** How to run the Docker client. */
export interface DockerRun {
    /** Address of the engine. */
    readonly engine: string;
    readonly args: readonly string[];
    /** What it is for, for a message. */
    readonly purpose: string;
    /** Variables that it may pass on, so that no secret is an argument. @default - none */
    readonly env?: Readonly<Record<string, string>>;
    /** What it reads. @default - nothing */
    readonly input?: string | AsyncIterable<string | Uint8Array>;
}

/**
 * Runs the Docker client with something to read.
 * @returns what it printed on stdout
 * @throws Failure with its last words; none of its arguments, which may be a whole script.
 */
export async function docker({ engine, args, purpose, env = {}, input = "" }: DockerRun): Promise<string> {
    const { execa } = await import("execa");
    const fed = typeof input === "string" ? { input } : { stdin: input };
    const result = await execa("docker", ["-H", engine, ...args], { ...fed, env, reject: false });
    if (result.failed) {
        throw failure(purpose, result.stderr || result.stdout || (result.shortMessage ?? ""));
    }
    return result.stdout;
}

/** What a stream of the Docker client prints. @throws Failure with its last words, after what it printed. */
export async function* dockerStream({ engine, args, purpose, env = {} }: DockerRun): AsyncGenerator<Uint8Array> {
    const { execa } = await import("execa");
    const child = execa("docker", ["-H", engine, ...args], {
        env,
        reject: false,
        stdin: "ignore",
        buffer: { stdout: false },
    });
    yield* child.iterable({ binary: true });
    const result = await child;
    if (result.failed) {
        throw failure(purpose, result.stderr || (result.shortMessage ?? ""));
    }
}

function failure(purpose: string, words: string): Failure {
    const last = words.trimEnd().split("\n").slice(-10);
    return new Failure([`${purpose} failed:`, ...last].join("\n    "));
}
