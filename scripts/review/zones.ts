import type { Plan } from "./plan";
import type { Resource, Resources } from "./resources";

/** Two services or jobs that can reach each other, the first one's name before the other's. */
export interface Edge {
    readonly between: readonly [string, string];
    /** Zones by which they can. */
    readonly zones: readonly string[];
}

/** What changes in who reaches whom. */
export interface Reach {
    readonly appear: readonly Edge[];
    readonly vanish: readonly Edge[];
    /** Services that get a way out of the engine, by a zone that is not internal. */
    readonly wayOut: readonly string[];
    /** Services that lose it. */
    readonly noWayOut: readonly string[];
}

/** Names of the zones that a service or job is in, sorted. */
export function membership(resources: Resources, resource: Resource): string[] {
    return zonesOf(resources, resource).map(({ name }) => name);
}

/** What runs: everything that can be in a zone. */
export const running = ["container", "job", "service"];

/** Zones that a service or job is in. They are known by what its inputs are made of, also where their ids are not yet. */
export function zonesOf(resources: Resources, resource: Resource): Resource[] {
    return resources.ingredients(resource).filter(({ kind }) => kind === "zone");
}

/** Whether a zone has no way out of the engine. */
export function isInternal({ state }: Resource): boolean {
    return state.inputs["internal"] === true;
}

/** What changes in who reaches whom inside an environment. */
export function reachOf({ before, after }: Plan, environment: string): Reach {
    const [old, now] = [edgesOf(before, environment), edgesOf(after, environment)];
    const [oldOut, nowOut] = [openTo(before, environment), openTo(after, environment)];
    return {
        appear: [...now].filter(([pair]) => !old.has(pair)).map(([, edge]) => edge),
        vanish: [...old].filter(([pair]) => !now.has(pair)).map(([, edge]) => edge),
        wayOut: nowOut.filter((name) => !oldOut.includes(name)),
        noWayOut: oldOut.filter((name) => !nowOut.includes(name)),
    };
}

function edgesOf(resources: Resources, environment: string): Map<string, Edge> {
    const members = resources.ofKind(...running).filter((resource) => resource.environment === environment);
    const placed = members.map(({ name }, index) => ({ name, zones: zonesOf(resources, members[index]!) }));
    const edges = placed.flatMap((one, index) =>
        placed.slice(index + 1).flatMap((other): Edge[] => {
            const common = one.zones.filter(({ urn }) => other.zones.some((zone) => zone.urn === urn));
            const [first, second] = [one.name, other.name].sort() as [string, string];
            return common.length === 0 ? [] : [{ between: [first, second], zones: common.map(({ name }) => name) }];
        }),
    );
    return new Map(edges.map((edge) => [edge.between.join("\0"), edge] as const).sort());
}

function openTo(resources: Resources, environment: string): string[] {
    return resources
        .ofKind(...running)
        .filter((resource) => resource.environment === environment)
        .filter((resource) => zonesOf(resources, resource).some((zone) => !isInternal(zone)))
        .map(({ name }) => name)
        .sort();
}
