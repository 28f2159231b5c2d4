import type { Membership, Zone } from "./topology";

/** A zone with those that are in it: a bar with what hangs below it and what stands above it. */
export interface Layer {
    readonly zone: string;
    /** Those for which this is the outermost of their zones, or the only one. */
    readonly below: readonly Membership[];
    /** Those that are in a zone further out as well. */
    readonly above: readonly Membership[];
}

/** Zones from the outside in: those with a way out, then those that share a service with them, and so on. */
export function layersOf(zones: readonly Zone[], memberships: readonly Membership[]): Layer[] {
    const outer = zones.filter(({ internal }) => !internal).map(({ urn }) => urn);
    const depths = depthsOf(outer, memberships);
    const key = (zone: string): string => `${String(depths.get(zone) ?? 0).padStart(4, "0")} ${zone}`;
    const order = zones.map(({ urn }) => urn).sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const levels = (service: string): number[] =>
        memberships.filter((it) => it.service === service).map(({ zone }) => order.indexOf(zone));
    return order.map((zone, level) => {
        const members = memberships
            .filter((it) => it.zone === zone)
            // Those that go on to a zone further in stand side by side above it.
            .sort((a, b) => Math.max(...levels(a.service)) - Math.max(...levels(b.service)));
        const hangs = ({ service }: Membership): boolean => Math.min(...levels(service)) === level;
        return { zone, below: members.filter(hangs), above: members.filter((it) => !hangs(it)) };
    });
}

/** How many services are between the nearest of some zones and each that can be reached. */
function depthsOf(outer: readonly string[], memberships: readonly Membership[]): Map<string, number> {
    const depths = new Map<string, number>();
    for (let depth = 0, front = outer; front.length > 0; depth++) {
        front.forEach((zone) => depths.set(zone, depth));
        const services = memberships.filter(({ zone }) => front.includes(zone)).map(({ service }) => service);
        const next = memberships.filter(({ service, zone }) => services.includes(service) && !depths.has(zone));
        front = [...new Set(next.map(({ zone }) => zone))];
    }
    return depths;
}
