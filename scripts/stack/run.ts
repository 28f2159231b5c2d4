import { Failure } from "../failure";
import { project } from "../project";
import { engineHost, localSocket } from "../toolchain/engine";
import { findPulumi } from "../toolchain/pulumi";
import { type PulumiTools, toolsEnvironment } from "../toolchain/pulumi/tools";
import { configFile, siteFile } from "./site-file";
import { defaultStateFolder, keepsOwnState, stateEnvironment } from "./state";

/** Which stack Pulumi works on, and with what. */
export interface StackOptions {
    /** Name of the stack. */
    readonly stack: string;
    /** Stack file. @default - `Pulumi.<stack>.yaml` of the project */
    readonly file?: string;
    /** Folder with state and passphrase. @default - `.state` of the project */
    readonly state?: string;
    /** Variables beside those of `pulumiEnvironment`. @default - none */
    readonly env?: Readonly<Record<string, string>>;
}

/** How a run of Pulumi ended. */
export interface PulumiResult {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

const SITE_COMMANDS = new Set([
    "up",
    "update",
    "preview",
    "pre",
    "refresh",
    "destroy",
    "down",
    "dn",
    "import",
    "watch",
]);

/** Whether a command reads the stack file and may write a salt into it. */
export function readsSite([command = ""]: readonly string[]): boolean {
    return SITE_COMMANDS.has(command);
}

let tools: Promise<PulumiTools | undefined> | undefined;

/** Use this Pulumi instead of looking for one. */
export function usePulumi(found: PulumiTools): void {
    tools = Promise.resolve(found);
}

/** The flags of Pulumi that show what the SDK says of every resource. */
const TALKATIVE = /^(-d|--debug|--logtostderr|-v=?\d*|--verbose(=.*)?)$/;

/** Environment in which `pulumi` is the right one, with our plugins, our state and our passphrase. */
export async function pulumiEnvironment(state = defaultStateFolder): Promise<Record<string, string>> {
    const found = await (tools ??= findPulumi());
    if (found === undefined) {
        throw new Failure("Pulumi is not set up on this machine yet: run `npm run setup`");
    }
    // The provider knows DOCKER_HOST, but not the contexts of the Docker client.
    const engine = await engineHost(undefined);
    return {
        ...toolsEnvironment(found),
        ...stateEnvironment(state),
        ...(engine === localSocket ? {} : { DOCKER_HOST: engine }),
    };
}

/** Starts Pulumi on a stack, without a terminal. */
export async function startPulumi(args: readonly string[], options: StackOptions) {
    const { execa } = await import("execa");
    const pulumi = execa("pulumi", [...args, "--non-interactive", ...stackArguments(args, options)], {
        cwd: project,
        env: { ...(await pulumiEnvironment(options.state)), ...talk(args), ...options.env },
        reject: false,
        stdin: "ignore",
        maxBuffer: 1e8,
    });
    return { pulumi };
}

/** Runs Pulumi on a stack and collects what it prints; any exit code is a result. */
export async function runPulumi(args: readonly string[], options: StackOptions): Promise<PulumiResult> {
    const result = await (await startPulumi(args, options)).pulumi;
    return { exitCode: result.exitCode ?? 1, stdout: result.stdout, stderr: result.stderr };
}

/** As `runPulumi`, but on our own terminal. @returns its exit code */
export async function runPulumiHere(args: readonly string[], options?: StackOptions): Promise<number> {
    const { execa } = await import("execa");
    const extra = options === undefined ? [] : stackArguments(args, options);
    const pulumi = execa("pulumi", [...args, ...extra], {
        env: { ...(await pulumiEnvironment(options?.state)), ...talk(args), ...options?.env },
        reject: false,
        stdio: "inherit",
        // Ended by the signals below: an update that is killed leaves its lock and forgets what it was creating.
        cleanup: false,
    });
    const passOn = (signal: NodeJS.Signals) => {
        // Ctrl-C reaches every process of the terminal. A second one makes Pulumi drop everything at once.
        if (signal !== "SIGINT" || !process.stdin.isTTY) {
            pulumi.kill("SIGINT");
        }
    };
    process.on("SIGINT", passOn).on("SIGTERM", passOn);
    const { exitCode } = await pulumi;
    process.off("SIGINT", passOn).off("SIGTERM", passOn);
    return exitCode ?? 1;
}

/** What makes scripts/loader.cjs let through what is shown by some flags only. */
function talk(args: readonly string[]): Record<string, string> {
    return args.some((arg) => TALKATIVE.test(arg)) ? { HPC_STACKS_DEBUG: "true" } : {};
}

/** Arguments that name the stack, and the stack file for a command that reads it. */
function stackArguments(args: readonly string[], options: StackOptions): string[] {
    const { stack, state = defaultStateFolder, file = siteFile(stack) } = options;
    const named = args.includes("--stack") || args.includes("-s") ? [] : ["--stack", stack];
    const withFile = keepsOwnState() && readsSite(args);
    return [...named, ...(withFile ? ["--config-file", configFile(stack, file, state)] : [])];
}
