/** A network segment and who may join it. */
export interface Zone {
    /** Whether the zone has no way out of the engine, and thus nothing in it can be published. @default true */
    readonly internal?: boolean;
    /** Services and jobs that may join. */
    readonly members: readonly string[];
    /** Address range in CIDR form. @default - chosen by the engine */
    readonly subnet?: string;
}

/** Zones by name. */
export type Zones = Readonly<Record<string, Zone>>;

/** Zones each service or job asks for, by its name. */
export type Placement = Readonly<Record<string, readonly string[]>>;

/** What is wrong with an input, and where: `path` leads to the offending value inside the input. */
export interface InputFault {
    readonly path: readonly string[];
    readonly message: string;
}

/**
 * All that is wrong with a placement: unknown zones, zones a service may not join, services in no zone, and
 * services that publish a port although each of their zones is internal.
 */
export function placementFaults(zones: Zones, placement: Placement, publishing: readonly string[]): InputFault[] {
    return Object.entries(placement).flatMap(([service, asked]) => {
        const faults = asked.flatMap((zone) => membershipFault(zones, service, zone));
        if (asked.length === 0) {
            faults.push({ path: [service], message: `${service} is in no zone, name at least one` });
        }
        if (publishing.includes(service) && !asked.some((zone) => zones[zone]?.internal === false)) {
            const open = Object.keys(zones).filter((zone) => zones[zone]?.internal === false);
            faults.push({
                path: [service],
                message:
                    `${service} publishes a port, but its zones are all internal: ${asked.join(", ")}; ` +
                    `publish nothing, or let it join one of: ${open.join(", ")}`,
            });
        }
        return faults;
    });
}

function membershipFault(zones: Zones, service: string, zone: string): InputFault[] {
    const declared = zones[zone];
    if (!declared) {
        const known = Object.keys(zones).sort().join(", ");
        return [{ path: [service], message: `zone "${zone}" does not exist, choose among: ${known}` }];
    }
    if (!declared.members.includes(service)) {
        const members = [...declared.members].sort().join(", ");
        return [{ path: [service], message: `${service} may not join zone "${zone}", its members are: ${members}` }];
    }
    return [];
}

/** For each service, the services it shares a zone with and so can reach; sorted. */
export function reachability(placement: Placement): Record<string, string[]> {
    const services = Object.keys(placement).sort();
    return Object.fromEntries(
        services.map((from) => [
            from,
            services.filter((to) => to !== from && placement[to]?.some((zone) => placement[from]?.includes(zone))),
        ]),
    );
}
