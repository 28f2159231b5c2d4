import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Component, labelList } from "../component";
import { engineDuration } from "../duration";
import { type ContainerSpec, REPLACED_ON_CHANGE, containerArgs } from "./container";

/** How the engine finds out whether a service works. */
export interface Health {
    /** Command run in the container; exit code 0 means that the service works. */
    readonly test: readonly string[];
    /** Seconds between two tests. @default 1 */
    readonly interval?: number;
    /** Seconds a test may take. @default 5 */
    readonly timeout?: number;
    /** Failed tests in a row that make the service unhealthy. @default 10 */
    readonly retries?: number;
}

/** A port of a service on the engine's host. */
export interface PublishedPort {
    /** Port that the service listens on. */
    readonly port: number;
    /** Port of the host. */
    readonly hostPort: pulumi.Input<number>;
    /** Address of the host to listen on. @default "127.0.0.1" */
    readonly address?: pulumi.Input<string>;
}

export interface WorkloadArgs extends ContainerSpec {
    readonly health: Health;
    /** TCP ports on which it answers in its zones. @default - none */
    readonly listens?: readonly number[];
    /** Ports published on the host; the networks must know the service as publishing. @default - none */
    readonly publish?: readonly PublishedPort[];
    /** Seconds until it must be healthy, or the update fails. @default 60 */
    readonly startTimeout?: number;
    /** Seconds it is given to stop before it is killed. @default 10 */
    readonly stopTimeout?: number;
}

/**
 * A long-running service. It exists once it is healthy, so what depends on it starts in working order; it is started
 * again when it ends or the engine restarts.
 *
 * @throws InputPropertyError when it publishes a port but its networks do not let it.
 */
export class Workload extends Component {
    readonly container: docker.Container;

    constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Workload", name, opts);
        const { health, publish = [], networks, service } = args;
        const fault = publish.length > 0 ? networks.publishingFault(service) : undefined;
        if (fault !== undefined) {
            throw new pulumi.InputPropertyError({ propertyPath: "publish", reason: fault });
        }
        this.container = new docker.Container(
            name,
            {
                ...containerArgs(name, args),
                labels: [...labelList(name), ...serviceLabels(args)],
                healthcheck: {
                    tests: [...health.test],
                    interval: engineDuration(health.interval ?? 1),
                    timeout: engineDuration(health.timeout ?? 5),
                    startPeriod: "0s",
                    startInterval: "0s",
                    retries: health.retries ?? 10,
                },
                wait: true,
                waitTimeout: args.startTimeout ?? 60,
                ports: publish.map(({ port, hostPort, address }) => ({
                    internal: port,
                    external: hostPort,
                    ip: address ?? "127.0.0.1",
                    protocol: "tcp",
                })),
                restart: "unless-stopped",
                destroyGraceSeconds: args.stopTimeout ?? 10,
            },
            {
                parent: this,
                deleteBeforeReplace: true,
                replaceOnChanges: REPLACED_ON_CHANGE,
            },
        );
        this.registerOutputs({ containerName: this.container.name });
    }
}

/** By these `npm run verify` finds the services of a stack and measures who reaches whom. */
function serviceLabels({ service, listens = [] }: WorkloadArgs): { label: string; value: string }[] {
    return [
        { label: "hpc-stacks.listens", value: [...listens].sort().join(",") },
        { label: "hpc-stacks.service", value: service },
    ];
}
