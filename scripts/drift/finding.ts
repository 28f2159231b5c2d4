import type { Resource } from "../review/resources";
import { objectName } from "./declared";

/** What can have become of something that the site has on an engine, without an update. */
export type Drift =
    | "edited"
    | "failing"
    | "joined"
    | "left"
    | "missing"
    | "nameless"
    | "paused"
    | "recreated"
    | "removed file"
    | "renamed"
    | "retagged"
    | "set"
    | "stopped"
    | "stranger"
    | "unknown";

/** What an engine calls a kind of its objects: the Docker client's command for it. */
export type EngineNoun = "config" | "container" | "image" | "network" | "secret" | "service" | "volume";

/** One thing that is not as the last update left it. No secret is part of it. */
export interface Finding {
    readonly drift: Drift;
    /** The environment that it belongs to; empty for what the whole site has. */
    readonly environment: string;
    /** What it is, such as `service` or `zone`. */
    readonly kind: string;
    /** Its name inside its environment. */
    readonly name: string;
    /** URN of its resource, empty for what no update made. */
    readonly urn: string;
    readonly noun: EngineNoun;
    /** Its name on its engine, as it should be; the id of what has it in a swarm. */
    readonly object: string;
    /** Name of the provider of its engine; `engine` is the site's own. */
    readonly engine: string;
    /** What about it: a file, a setting, a network, a container. @default - it as a whole */
    readonly subject?: string;
    /** Values of a setting: the one that was declared, and the one that is found. */
    readonly from?: string;
    readonly to?: string;
    /** Further names: where it lost them, what differs, or what stands in the way. */
    readonly names?: readonly string[];
    /** Whether data, or who can reach whom, is at stake. @default false */
    readonly danger?: boolean;
}

/** Begins a finding on a resource. */
export function findingOn(resource: Resource, engine: string, drift: Drift, rest: Partial<Finding> = {}): Finding {
    const { environment, kind, name, urn } = resource;
    const noun = nouns[resource.state.type] ?? "image";
    return { drift, environment, kind, name, urn, noun, object: objectName(resource), engine, ...rest };
}

const nouns: Readonly<Record<string, EngineNoun>> = {
    "docker:index/container:Container": "container",
    "docker:index/network:Network": "network",
    "docker:index/secret:Secret": "secret",
    "docker:index/service:Service": "service",
    "docker:index/serviceConfig:ServiceConfig": "config",
    "docker:index/volume:Volume": "volume",
};
