import type { Inputs, Registered } from "./registered";

/** What runs, be it a container or a service of a swarm, in the words of neither. */
export interface Runnable {
    readonly name: string;
    readonly inputs: unknown;
    readonly dependencies: readonly string[];
    /** Its name in its zones. */
    readonly service: string | undefined;
    readonly image: string;
    readonly user: string | undefined;
    readonly volumes: readonly { readonly volume: string | undefined; readonly readOnly: boolean }[];
    /** Addresses of the host that it publishes ports on. */
    readonly publishedOn: readonly string[];
    readonly networks: readonly { readonly id: string | undefined; readonly aliases: readonly string[] }[];
    readonly dropped: readonly string[];
}

export function ofContainer({ name, inputs, dependencies }: Registered<Inputs["container"]>): Runnable {
    return {
        name,
        inputs,
        dependencies,
        service: inputs.hostname,
        image: inputs.image,
        user: inputs.user,
        volumes: [
            ...(inputs.volumes ?? []).map(({ volumeName, readOnly = false }) => ({ volume: volumeName, readOnly })),
            ...(inputs.mounts ?? []).map(({ source, readOnly = false }) => ({ volume: source, readOnly })),
        ],
        publishedOn: (inputs.ports ?? []).map(({ ip }) => ip ?? "0.0.0.0"),
        networks: (inputs.networksAdvanced ?? []).map(({ name: id, aliases = [] }) => ({ id, aliases })),
        dropped: inputs.capabilities?.drops ?? [],
    };
}

export function ofService({ name, inputs, dependencies }: Registered<Inputs["service"]>): Runnable {
    const { containerSpec, networksAdvanceds = [] } = inputs.taskSpec;
    return {
        name,
        inputs,
        dependencies,
        service: containerSpec.hostname,
        image: containerSpec.image,
        user: containerSpec.user,
        volumes: (containerSpec.mounts ?? []).map(({ source, readOnly = false }) => ({ volume: source, readOnly })),
        publishedOn: (inputs.endpointSpec?.ports ?? []).map(() => "0.0.0.0"),
        networks: networksAdvanceds.map(({ id, aliases = [] }) => ({ id, aliases })),
        dropped: containerSpec.capDrops ?? [],
    };
}
