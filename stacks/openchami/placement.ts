import { type Placement, type Zones, ownEntry } from "../../components/network/placement";

/** Services of the environment that run as long as it stands. */
export const SERVICES = ["bss", "cert-sidecar", "haproxy", "hydra", "opaal", "postgres", "smd", "step-ca"] as const;
export type ServiceName = (typeof SERVICES)[number];

/** The docker tour's segments, and who may join each; `cert-internal` is upstream's, for the authority and its client. */
export const ZONES: Zones = {
    external: { internal: false, members: ["haproxy"] },
    internal: { members: ["bss", "bss-init", "haproxy", "opaal", "postgres", "smd", "smd-init"] },
    "hydra-only": { members: ["hydra", "hydra-client", "hydra-migrate", "opaal", "postgres"] },
    "cert-internal": { members: ["cert-sidecar", "step-ca"] },
};

/** Where the docker tour places each service and job. */
export const PLACEMENT: Placement = {
    bss: ["internal"],
    "bss-init": ["internal"],
    "cert-sidecar": ["cert-internal"],
    haproxy: ["external", "internal"],
    hydra: ["hydra-only"],
    "hydra-client": ["hydra-only"],
    "hydra-migrate": ["hydra-only"],
    opaal: ["hydra-only", "internal"],
    postgres: ["hydra-only", "internal"],
    smd: ["internal"],
    "smd-init": ["internal"],
    "step-ca": ["cert-internal"],
};

/** What the gateway passes on to whom unless the site says otherwise. */
export const PREFIXES = { smd: ["/hsm/v2"], bss: ["/boot/v1", "/apis/bss"] } as const;

/** What a site may say of its zones and of who joins them. */
export interface SiteZones {
    readonly zones: Readonly<Record<string, { internal?: boolean; members?: readonly string[]; subnet?: string }>>;
    readonly services: Readonly<Partial<Record<ServiceName, { zones?: readonly string[]; publish?: number }>>>;
}

/** The tour's zones with the site's own beside them. A site gives the tour's zones a subnet, but no new members. */
export function siteZones({ zones }: SiteZones): Zones {
    const own = Object.entries(zones).map(([zone, { internal = true, members = [], subnet }]) => {
        const tour = ownEntry(ZONES, zone);
        return [zone, tour ? { ...tour, subnet } : { internal, members, subnet }] as const;
    });
    return { ...ZONES, ...Object.fromEntries(own) };
}

/** The tour's placement, with the services that the site puts into further zones. */
export function sitePlacement({ services }: SiteZones): Placement {
    return Object.fromEntries(
        Object.entries(PLACEMENT).map(([service, zones]) => [
            service,
            [...new Set([...zones, ...(services[service as ServiceName]?.zones ?? [])])].sort(),
        ]),
    );
}

/** Services with a way in from outside: the gateway, and what the site publishes beside it. */
export function publishingServices({ services }: SiteZones): ServiceName[] {
    return SERVICES.filter((name) => name === "haproxy" || services[name]?.publish !== undefined);
}
