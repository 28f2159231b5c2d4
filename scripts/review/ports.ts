import type { Plan } from "./plan";
import type { Resource, Resources } from "./resources";
import { running } from "./zones";

/** A port of the engine's host by which a service is reached. */
export interface Published {
    readonly service: string;
    /** `address:port` of the host; the address is missing where a whole Swarm listens. */
    readonly host: string;
    /** Port of the service. */
    readonly port: number;
}

/** What changes in an environment's published ports. */
export interface PortChanges {
    readonly appear: readonly Published[];
    readonly vanish: readonly Published[];
}

/** Published ports of an environment that appear and vanish. */
export function portsOf({ before, after }: Plan, environment: string): PortChanges {
    const [old, now] = [published(before, environment), published(after, environment)];
    return { appear: without(now, old), vanish: without(old, now) };
}

/** All published ports of an environment, by service and port. */
export function published(resources: Resources, environment: string): Published[] {
    return resources
        .ofKind(...running)
        .filter((resource) => resource.environment === environment && isOnHost(resources, resource))
        .flatMap((resource) => publishedBy(resource).map((port) => ({ service: resource.name, ...port })));
}

/** What runs in an engine of the stack's own publishes inside the container of that engine, and not on a host. */
function isOnHost(resources: Resources, { state }: Resource): boolean {
    const engine = resources.get(state.provider.replace(/::[^:]*$/, ""));
    return engine === undefined || engine.environment === "";
}

interface ContainerPort {
    readonly internal: number;
    readonly external?: number;
    readonly ip?: string;
}

interface ServicePort {
    readonly targetPort: number;
    readonly publishedPort?: number;
}

/** Ports that a service or job publishes, be it a container or a service of a Swarm. */
export function publishedBy({ state: { inputs } }: Resource): Omit<Published, "service">[] {
    const ports = (inputs["ports"] ?? []) as readonly ContainerPort[];
    const { ports: swarm = [] } = (inputs["endpointSpec"] ?? {}) as { ports?: readonly ServicePort[] };
    return [
        ...ports.map(({ internal, external, ip }) => ({
            host: `${ip ?? "0.0.0.0"}:${external ?? "?"}`,
            port: internal,
        })),
        ...swarm.map(({ targetPort, publishedPort }) => ({ host: `:${publishedPort ?? "?"}`, port: targetPort })),
    ];
}

function without(ports: readonly Published[], others: readonly Published[]): Published[] {
    const known = others.map((port) => JSON.stringify(port));
    return ports.filter((port) => !known.includes(JSON.stringify(port)));
}
