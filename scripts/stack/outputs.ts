import type { DeployRequest } from "../../components/storlets/storlet-image";
import type { SwiftCredentials } from "../../components/swift/swift-account";
import type { EnvironmentName } from "../../stacks/environments";
import { Failure } from "../failure";
import { withHint } from "./pulumi-hint";
import { type StackOptions, runPulumi } from "./run";

/** Outputs of an OpenCHAMI environment, as the program of the stack gave them. */
export interface OpenChamiOutputs {
    readonly url: string;
    readonly client: { readonly id: string; readonly secret: string };
    readonly rootCertificate: { readonly service: string; readonly path: string };
    readonly reachability: Readonly<Record<string, readonly string[]>>;
}

/** Outputs of a storlets environment, as the program of the stack gave them. */
export interface StorletsOutputs {
    readonly swift: SwiftCredentials;
    readonly manager?: SwiftCredentials;
    readonly deployRequest: DeployRequest;
    readonly trial: string;
    /** @default - it is not pushed */
    readonly pushed?: string;
}

/** Outputs of a lab, as the program of the stack gave them. */
export interface LabOutputs {
    readonly web: string;
    readonly image: string;
    readonly registry: {
        readonly address: string;
        readonly user: string;
        readonly token: string;
        readonly ca?: string;
    };
    readonly engine: {
        readonly env: { readonly DOCKER_HOST: string };
        readonly client: { readonly ca: string; readonly cert: string; readonly key: string };
    };
    readonly mongo: { readonly uri: string; readonly server: string };
    readonly reachability: Readonly<Record<string, readonly string[]>>;
}

/** Outputs of a stack's OpenCHAMI environment, secrets in plain. @throws Failure when the stack has none */
export function openChamiOutputs(options: StackOptions): Promise<OpenChamiOutputs> {
    return outputsOf<OpenChamiOutputs>("openchami", options);
}

/** Outputs of a stack's lab, secrets in plain. @throws Failure when the stack has none */
export function labOutputs(options: StackOptions): Promise<LabOutputs> {
    return outputsOf<LabOutputs>("lab", options);
}

/** Outputs of a stack's storlets environment, secrets in plain. @throws Failure when the stack has none */
export function storletsOutputs(options: StackOptions): Promise<StorletsOutputs> {
    return outputsOf<StorletsOutputs>("storlets", options);
}

/** @throws Failure when the stack has none of that environment, because it is not up or runs another one. */
async function outputsOf<T>(environment: EnvironmentName, options: StackOptions): Promise<T> {
    const { exitCode, stdout, stderr } = await runPulumi(["stack", "output", "--json", "--show-secrets"], options);
    if (exitCode !== 0) {
        throw new Failure(`outputs of stack ${options.stack} cannot be read:\n${withHint(stderr)}`);
    }
    const found = (JSON.parse(stdout) as Partial<Record<EnvironmentName, T>>)[environment];
    if (found === undefined) {
        throw new Failure(
            `stack ${options.stack} has no environment ${environment}: bring it up by \`npm start -- --stack ` +
                `${options.stack}\``,
        );
    }
    return found;
}
