import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { ContainerSpec } from "./container";
import { serviceContainer } from "./service-container";
import { swarmService } from "./swarm-service";

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
    /** Whether its name must resolve before it is healthy, because others must reach it for that. @default false */
    readonly resolvesUnhealthy?: boolean;
}

/** A service with every default filled in, for those who render it. */
export interface Service extends ContainerSpec {
    readonly health: Required<Health>;
    readonly listens: readonly number[];
    readonly publish: readonly Required<PublishedPort>[];
    readonly startTimeout: number;
    readonly stopTimeout: number;
}

/**
 * A long-running service. It exists once it is healthy, so what depends on it starts in working order; it is started
 * again when it ends or the engine restarts. Its networks say whether it is a container or a service of a swarm.
 *
 * @throws InputPropertyError when it publishes a port but its networks do not let it, or, on a swarm, when its name is
 * too long or it publishes on one address alone.
 */
export class Workload extends Component {
    constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Workload", name, opts);
        const { publish = [], networks } = args;
        const fault = publish.length > 0 ? networks.publishingFault(args.service) : undefined;
        if (fault !== undefined) {
            throw new pulumi.InputPropertyError({ propertyPath: "publish", reason: fault });
        }
        const { test, interval = 1, timeout = 5, retries = 10 } = args.health;
        const service: Service = {
            ...args,
            health: { test, interval, timeout, retries },
            listens: args.listens ?? [],
            publish: publish.map((port) => ({ ...port, address: port.address ?? "127.0.0.1" })),
            startTimeout: args.startTimeout ?? 60,
            stopTimeout: args.stopTimeout ?? 10,
        };
        const render = networks.mode === "swarm" && swarmCanRun(args) ? swarmService : serviceContainer;
        render(name, service, this);
        this.registerOutputs();
    }
}

/**
 * A swarm gives a name to what is healthy only, and confines all that it runs. What needs more stays a container, on
 * the swarm's networks.
 */
function swarmCanRun({ resolvesUnhealthy = false, privileges }: WorkloadArgs): boolean {
    return !resolvesUnhealthy && privileges === undefined;
}
