import type { Action } from "../review/plan";

/** What an update does to a part of the picture; `same` where it leaves it as it is, or where nobody asked. */
export type Mark = Action | "same";

/** What every part of the picture has. */
export interface Part {
    /** URN of the resource, as Pulumi's `--target` and `--replace` take it. */
    readonly urn: string;
    readonly environment: string;
    /** Its name inside its environment; with its component's, where the environment has several of that name. */
    readonly name: string;
    /** URN of the engine that it is on. */
    readonly engine: string;
    readonly mark: Mark;
}

/** An engine that the site runs itself, and on which other things of the site are. */
export interface Engine extends Part {
    /** URN of the service that is this engine. */
    readonly service: string;
}

export interface Zone extends Part {
    /** Whether nothing in it has a way out of the engine by it. */
    readonly internal: boolean;
    /** Its addresses, such as `10.89.1.0/24`. @default - the engine chooses */
    readonly subnet?: string;
}

/** A service, or a job that is drawn. */
export interface Service extends Part {
    readonly kind: string;
    /** What it is in its environment, such as `gateway`. @default - its name says it */
    readonly role?: string;
    /** Ports on which it answers inside its zones. */
    readonly listens: readonly number[];
    /** Whether it has no network of its own, but its host's. */
    readonly onHostNetwork: boolean;
}

export interface Volume extends Part {
    /** Whether a volume that an update deletes or replaces stays on the engine with its data. */
    readonly kept: boolean;
}

/** A service in a zone. */
export interface Membership {
    readonly service: string;
    readonly zone: string;
    readonly mark: Mark;
}

/** A volume in a service. */
export interface Mount {
    readonly service: string;
    readonly volume: string;
    /** Where in the service. */
    readonly path: string;
    readonly readOnly: boolean;
    readonly mark: Mark;
}

/** A port of a service, published on its engine's host. */
export interface PublishedPort {
    readonly service: string;
    /** `address:port` of the host; the address is missing where a whole Swarm listens. */
    readonly host: string;
    readonly port: number;
    readonly mark: Mark;
}

/** A service that starts after another one, itself or by jobs and images between them that are not drawn. */
export interface Wait {
    readonly service: string;
    readonly awaited: string;
    readonly mark: Mark;
}

/** What a site is made of and how that hangs together, as data: what `npm run topology -- --json` prints. */
export interface Topology {
    readonly stack: string;
    /** Names of the environments that are drawn. */
    readonly environments: readonly string[];
    readonly engines: readonly Engine[];
    readonly zones: readonly Zone[];
    readonly services: readonly Service[];
    readonly volumes: readonly Volume[];
    readonly memberships: readonly Membership[];
    readonly mounts: readonly Mount[];
    readonly ports: readonly PublishedPort[];
    readonly waits: readonly Wait[];
}
