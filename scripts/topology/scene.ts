import { type Caption, serviceCaption, titled, volumeCaption, zoneCaption } from "./captions";
import { type Layer, layersOf } from "./layers";
import { lookOf } from "./look";
import type { Mark, Part, Topology } from "./topology";

/** What a node stands for. */
export type Shape = "internal zone" | "zone" | "service" | "job" | "volume";

/** Something that is drawn. */
export interface Node extends Caption {
    /** Of letters and digits, so that it needs no escaping anywhere. */
    readonly id: string;
    readonly shape: Shape;
    readonly mark: Mark;
}

/** Nodes with a line around them: an environment, or an engine that is a service of the site. */
export interface Frame {
    readonly id: string;
    readonly title: string;
    /** Node of the service that is this engine. @default - it is an environment */
    readonly engine?: string;
    readonly nodes: readonly Node[];
    readonly frames: readonly Frame[];
}

/** A line between two nodes. */
export interface Link {
    /** A service is in a zone, below it or, where it is in one further out as well, above it; or it has a volume. */
    readonly kind: "below" | "above" | "writes" | "reads";
    /** The service. */
    readonly from: string;
    /** The zone, or the volume. */
    readonly to: string;
    readonly mark: Mark;
    /** What becomes of it, where that is not what becomes of one of its ends. */
    readonly sign?: string;
}

/** A picture without its looks: what every way of drawing it shows. */
export interface Scene {
    readonly title: string;
    readonly frames: readonly Frame[];
    /** Those of a zone in the order in which its members stand side by side. */
    readonly links: readonly Link[];
}

/** All nodes, in whatever frame they are. */
export function allNodes({ frames }: Pick<Scene, "frames">): Node[] {
    return frames.flatMap((frame) => [...frame.nodes, ...allNodes(frame)]);
}

/** Arranges what is drawn. */
export function sceneOf(topology: Topology): Scene {
    const { environments, engines, zones, services, mounts } = topology;
    const layers = layersOf(zones, topology.memberships);
    const nodes = nodesOf(topology, layers);
    const inside = (environment: string, engine?: string): Node[] =>
        nodes.filter((node) => node.environment === environment && node.engine === engine).map(({ node }) => node);
    const find = (urn: string): Node => nodes.find((node) => node.urn === urn)!.node;
    const link = (kind: Link["kind"], from: Node, to: Node, mark: Mark): Link => {
        const sign = [from.mark, to.mark].includes(mark) ? undefined : lookOf(mark)?.sign;
        return { kind, from: from.id, to: to.id, mark, sign };
    };
    return {
        title: `Zones, services and volumes of ${environments.join(", ")}`,
        frames: environments.map((environment, index) => ({
            ...{ id: `e${index + 1}`, title: environment, nodes: inside(environment) },
            frames: engines
                .filter((engine) => engine.environment === environment)
                .map((engine, number) => ({
                    ...{ id: `e${index + 1}_${number + 1}`, engine: find(engine.service).id, frames: [] },
                    ...{ title: titled(`on the engine ${engine.name}`, engine.mark) },
                    nodes: inside(environment, engine.urn),
                }))
                .filter((frame) => frame.nodes.length > 0),
        })),
        links: [
            ...(["below", "above"] as const).flatMap((kind) =>
                layers.flatMap((layer) =>
                    layer[kind].map(({ service, zone, mark }) => link(kind, find(service), find(zone), mark)),
                ),
            ),
            ...services
                .filter(({ onHostNetwork }) => onHostNetwork)
                .map(({ urn, environment, mark }) => link("below", find(urn), find(hostNetwork(environment)), mark)),
            ...mounts.map(({ service, volume, readOnly, mark }) =>
                link(readOnly ? "reads" : "writes", find(service), find(volume), mark),
            ),
        ],
    };
}

/** A node and where it stands. */
interface Placed {
    readonly urn: string;
    readonly environment: string;
    /** The engine, where it is a service of the site. */
    readonly engine?: string;
    readonly node: Node;
}

function nodesOf(topology: Topology, layers: readonly Layer[]): Placed[] {
    const { environments, engines, zones, services, volumes } = topology;
    const onHost = environments.filter((name) =>
        services.some(({ environment, onHostNetwork }) => environment === name && onHostNetwork),
    );
    const placed = ({ urn, environment, engine, mark }: Part, shape: Shape, caption: Caption): Placed => ({
        ...{ urn, environment, engine: engines.find((it) => it.urn === engine)?.urn },
        node: { id: "", shape, mark, ...caption },
    });
    return [
        ...layers
            .flatMap(({ zone }) => zones.filter(({ urn }) => urn === zone))
            .map((zone) => placed(zone, zone.internal ? "internal zone" : "zone", zoneCaption(zone))),
        ...onHost.map((environment) => ({
            ...{ urn: hostNetwork(environment), environment },
            node: { id: "", shape: "zone" as const, mark: "same" as const, title: "the host's network", lines: [] },
        })),
        ...services.map((service) =>
            placed(service, service.kind === "job" ? "job" : "service", serviceCaption(service, topology)),
        ),
        ...volumes.map((volume) => placed(volume, "volume", volumeCaption(volume))),
    ].map((it, index) => ({ ...it, node: { ...it.node, id: `n${index + 1}` } }));
}

/** Stands for the URN of what is no resource. */
function hostNetwork(environment: string): string {
    return `the host's network in ${environment}`;
}
