import type { DeployRequest } from "../../components/storlets/storlet-image";
import type { SwiftCredentials } from "../../components/swift/swift-account";
import type { EnvironmentName } from "../../stacks/environments";
import { Failure } from "../failure";
import { type StackOptions, runPulumi } from "./run";

/** Outputs of an OpenCHAMI environment, as the program of the stack gave them. */
export interface OpenChamiOutputs {
    readonly url: string;
    readonly client: { readonly id: string; readonly secret: string };
    readonly rootCertificate: { readonly container: string; readonly path: string };
    readonly reachability: Readonly<Record<string, readonly string[]>>;
}

/** Outputs of a storlets environment, as the program of the stack gave them. */
export interface StorletsOutputs {
    readonly swift: SwiftCredentials;
    readonly manager?: SwiftCredentials;
    readonly deployRequest: DeployRequest;
    readonly trial: string;
}

/**
 * Outputs of a stack's OpenCHAMI environment, secrets in plain.
 * @throws Failure when the stack has none, because it is not up or runs another environment.
 */
export function openChamiOutputs(options: StackOptions): Promise<OpenChamiOutputs> {
    return environmentOutputs("openchami", "OpenCHAMI", options);
}

/**
 * Outputs of a stack's storlets environment, secrets in plain.
 * @throws Failure when the stack has none, because it is not up or runs another environment.
 */
export function storletsOutputs(options: StackOptions): Promise<StorletsOutputs> {
    return environmentOutputs("storlets", "storlets", options);
}

async function environmentOutputs<T>(name: EnvironmentName, title: string, options: StackOptions): Promise<T> {
    const { exitCode, stdout, stderr } = await runPulumi(["stack", "output", "--json", "--show-secrets"], options);
    if (exitCode !== 0) {
        throw new Failure(`outputs of stack ${options.stack} cannot be read:\n${stderr}`);
    }
    const found = (JSON.parse(stdout) as Partial<Record<EnvironmentName, T>>)[name];
    if (found === undefined) {
        throw new Failure(`stack ${options.stack} has no ${title} environment: bring it up by \`npm start\``);
    }
    return found;
}
