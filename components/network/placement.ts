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

/** What a map has under a name; what every map inherits, such as `constructor`, is none of it. */
export function ownEntry<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
    return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** All that is wrong with a placement: unknown zones, zones a service may not join, and services in no zone. */
export function placementFaults(zones: Zones, placement: Placement): InputFault[] {
    return Object.entries(placement).flatMap(([service, asked]) =>
        asked.length === 0
            ? [{ path: [service], message: `${service} is in no zone, name at least one` }]
            : asked.flatMap((zone) => membershipFault(zones, service, zone)),
    );
}

function membershipFault(zones: Zones, service: string, zone: string): InputFault[] {
    const declared = ownEntry(zones, zone);
    if (!declared) {
        const known = Object.keys(zones).sort().join(", ");
        return [{ path: [service], message: `zone "${zone}" does not exist, choose among: ${known}` }];
    }
    if (!declared.members.includes(service)) {
        const members = [...declared.members].sort().join(", ");
        return [
            {
                path: [service],
                message: `${service} may not join zone "${zone}", its members are: ${members || "none"}`,
            },
        ];
    }
    return [];
}

/** Services that publish a port although none of their zones has a way out of the engine. */
export function publishingFaults(zones: Zones, placement: Placement, publishing: readonly string[]): InputFault[] {
    const isOpen = (zone: string): boolean => ownEntry(zones, zone)?.internal === false;
    return publishing
        .filter((service) => !ownEntry(placement, service)?.some(isOpen))
        .map((service) => {
            const admitting = Object.keys(zones)
                .filter((zone) => isOpen(zone) && zones[zone]?.members.includes(service))
                .sort();
            return {
                path: [service],
                message:
                    `${service} publishes a port, but is in internal zones only: ` +
                    `${ownEntry(placement, service)?.join(", ") || "none"}; publish none, or let it join a zone that is not ` +
                    `internal${admitting.length > 0 ? `: ${admitting.join(", ")}` : " and has it as a member"}`,
            };
        });
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
