import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import type { DockerEngine } from "./docker-engine";

/**
 * Options of a whole environment that lives in an engine of the same stack, as it would live on any other: it begins
 * once the engine answers, and is gone when the engine's data is.
 *
 * What it publishes on an address of the host, the engine's container has there (`publish`) and passes on. Inside,
 * that address is none, so ports are open on all addresses that the container has.
 */
export function environmentInside({ inside, workload }: DockerEngine): pulumi.ComponentResourceOptions {
    return { ...inside, dependsOn: workload, transformations: [listenEverywhere] };
}

const listenEverywhere: pulumi.ResourceTransformation = ({ resource, props, opts }) => {
    const { ports } = props as { readonly ports?: readonly docker.types.input.ContainerPort[] };
    return docker.Container.isInstance(resource) && ports !== undefined
        ? { props: { ...props, ports: ports.map((port) => ({ ...port, ip: "0.0.0.0" })) }, opts }
        : undefined;
};
