import { Failure } from "../failure";
import { type StackOptions, runPulumi } from "./run";

/** Outputs of an OpenCHAMI environment, as the program of the stack gave them. */
export interface OpenChamiOutputs {
    readonly url: string;
    readonly client: { readonly id: string; readonly secret: string };
    readonly rootCertificate: { readonly service: string; readonly path: string };
    readonly reachability: Readonly<Record<string, readonly string[]>>;
}

/**
 * Outputs of a stack's OpenCHAMI environment, secrets in plain.
 * @throws Failure when the stack has none, because it is not up or runs another environment.
 */
export async function openChamiOutputs(options: StackOptions): Promise<OpenChamiOutputs> {
    const { exitCode, stdout, stderr } = await runPulumi(["stack", "output", "--json", "--show-secrets"], options);
    if (exitCode !== 0) {
        throw new Failure(`outputs of stack ${options.stack} cannot be read:\n${stderr}`);
    }
    const { openchami } = JSON.parse(stdout) as { openchami?: OpenChamiOutputs };
    if (openchami === undefined) {
        throw new Failure(`stack ${options.stack} has no OpenCHAMI environment: bring it up by \`npm start\``);
    }
    return openchami;
}
