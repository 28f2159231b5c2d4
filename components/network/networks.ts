import type * as pulumi from "@pulumi/pulumi";

/**
 * How an engine runs what long-running services declare: as containers of its own (`standalone`), or as services of
 * the swarm that it manages (`swarm`).
 */
export type EngineMode = "standalone" | "swarm";

/** A connection of a service or job to one network of the engine. */
export interface Connection {
    /** Id of the network. */
    readonly network: pulumi.Input<string>;
    /** Names under which it is known there. */
    readonly aliases: readonly pulumi.Input<string>[];
}

/** What a service or job asks of the networks that it is put on, be they zones or the host's own. */
export interface Networks {
    /** How the services on them are run. */
    readonly mode: EngineMode;
    /** `bridge` where it has addresses of its own, `host` where it has those of the engine's host, `none` where it has none. */
    readonly networkMode: "bridge" | "host" | "none";
    /**
     * Its connections, in one order, under its name and `aliases`; none where there are no zones.
     * @throws InputPropertyError when it has no place on them.
     */
    connectionsOf(service: string, aliases?: readonly pulumi.Input<string>[]): Connection[];
    /** Why it may publish no port, and what to do; undefined where it may. */
    publishingFault(service: string): string | undefined;
}
