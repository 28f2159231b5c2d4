import type { Resource } from "../review/resources";

/** What a container is told by its provider's inputs, in plain, as far as it is compared. */
export interface ContainerInputs {
    readonly image?: string;
    readonly entrypoints?: readonly string[];
    readonly command?: readonly string[];
    readonly envs?: readonly string[];
    readonly user?: string;
    readonly uploads?: readonly Upload[];
    readonly ports?: readonly { internal: number; external: number; ip: string; protocol: string }[];
    readonly volumes?: readonly { containerPath: string; volumeName: string; readOnly: boolean }[];
    readonly networkMode?: string;
    /** `name` is the network's id. */
    readonly networksAdvanced?: readonly { name: string; aliases?: readonly string[] }[];
    readonly capabilities?: { readonly adds?: readonly string[]; readonly drops?: readonly string[] };
    readonly pidMode?: string;
    /** MiB, as the two that follow. */
    readonly memory?: number;
    readonly memorySwap?: number;
    readonly memoryReservation?: number;
    /** Microseconds, as its period. */
    readonly cpuQuota?: number;
    readonly cpuPeriod?: number;
    readonly cpuShares?: number;
    readonly cpuSet?: string;
    readonly restart?: string;
    /** Whether it is a service, not a job. */
    readonly mustRun?: boolean;
}

/** A file that a container is given. */
export interface Upload {
    readonly file: string;
    readonly content?: string;
    readonly contentBase64?: string;
    /** Octal. */
    readonly permissions?: string;
}

/** The inputs of a container. */
export function inputsOf({ state }: Resource): ContainerInputs {
    return state.inputs;
}
