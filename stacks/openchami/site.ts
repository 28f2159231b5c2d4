import { z } from "zod";

import { seconds } from "../../components/duration";
import { PATH_PREFIX, type Route, routeFaults } from "../../components/gateway/routes";
import { OPAAL_PREFIXES } from "../../components/identity/opaal-config";
import { type InputFault, placementFaults, publishingFaults, ownEntry } from "../../components/network/placement";
import { subnetFaults } from "../../components/network/subnet";
import type { ImageName } from "../../images/catalogue";
import type { EnvironmentSite, PublishedPort } from "../environments";
import { domain, duration, matching, port, whole } from "../formats";
import { repeatedPortFaults } from "../repeated-ports";
import { IN_WORDS, type SiteFault, withoutRefused } from "../site-faults";
import { PREFIXES, SERVICES, type ServiceName, ZONES, publishingServices, sitePlacement, siteZones } from "./placement";

/** Images of the catalogue that the environment runs. */
export const OPENCHAMI_IMAGES: readonly ImageName[] = [
    "bss",
    "cert-sidecar",
    "haproxy",
    "hydra",
    "opaal",
    "postgres",
    "smd",
    "step-ca",
];

const epoch = whole(0, Number.MAX_SAFE_INTEGER, "must be a whole number, one more than before to rotate");
const zoneName = matching(
    /^[a-z][a-z0-9-]{0,30}$/,
    "must be up to 31 lower-case letters, digits and dashes, a letter first",
);
const cidr = z.cidrv4({ error: "must be an IPv4 range such as 10.89.4.0/24" });

const zone = z.strictObject({
    /** Whether the zone has no way out of the engine. */
    internal: z.boolean().optional(),
    /** Services that may join a zone of the site's own. */
    members: z.array(z.enum(SERVICES)).optional(),
    /** IPv4 range. */
    subnet: cidr.optional(),
});
const zones = z.record(zoneName, zone).default({});

const placed = z.strictObject({
    /** Zones it joins beside those of the tour. */
    zones: z.array(zoneName).optional(),
});
const routed = placed.extend({
    /** Beginnings of the paths that the gateway passes on to it. */
    routes: z
        .array(matching(PATH_PREFIX, "must be a path prefix such as /hsm/v2"))
        .min(1, { error: "must have at least one path prefix" })
        .optional(),
    /** Port of the host on which it is reachable without the gateway; needs a zone that is not internal. */
    publish: port.optional(),
});
const services = z
    .strictObject({
        bss: routed.optional(),
        "cert-sidecar": placed.optional(),
        haproxy: placed.optional(),
        hydra: placed.optional(),
        opaal: placed.optional(),
        postgres: placed.optional(),
        smd: routed.optional(),
        "step-ca": placed.optional(),
    } satisfies Record<ServiceName, z.ZodType>)
    .prefault({});

/** What a site says of its OpenCHAMI environment: `hpc-stacks:openchami`. */
export const openChamiSchema = z.strictObject({
    /** DNS name of the gateway. */
    domain,
    /** Name of the certificate authority. */
    authority: matching(/^\P{Cc}{1,64}$/u, "must be 1 to 64 characters on one line").default("OpenCHAMI"),
    /** Address of the host that the gateway listens on. */
    listen: z.ipv4({ error: "must be an IPv4 address of the host" }).default("127.0.0.1"),
    ports: z
        .strictObject({
            /** Port of the host for https. */
            https: port.default(8443),
            /** Port of the host for http, answered by a redirect; none unless given. */
            http: port.optional(),
        })
        .prefault({}),
    certificate: z
        .strictObject({
            /** How long a certificate of the gateway is valid. */
            lifetime: duration(300, "must be at least 5m, the shortest that ACME allows here").default("24h"),
            /** Time between renewals; two thirds of the lifetime unless given. */
            renewPeriod: duration(10, "must be at least 10s").optional(),
        })
        .prefault({}),
    /** How long an access token is valid. */
    tokenLifetime: duration(1, "must be at least 1s").default("1h"),
    logLevel: z.enum(["error", "warning", "info", "debug"]).default("info"),
    /** Counters: a higher one makes new secrets. */
    rotation: z.strictObject({ databasePasswords: epoch.default(0), clientSecrets: epoch.default(0) }).prefault({}),
    zones,
    services,
});

export type OpenChamiSite = z.output<typeof openChamiSchema>;

/** What the site's parser and the scripts know of the environment. */
export const openChamiSite = {
    schema: openChamiSchema,
    faults: openChamiFaults,
    images: (): readonly ImageName[] => OPENCHAMI_IMAGES,
    ports: publishedPorts,
} satisfies EnvironmentSite<typeof openChamiSchema>;

/** A section of which only a part may be there. */
const partialSchema = openChamiSchema.partial({ domain: true });
type PartialSite = z.output<typeof partialSchema>;

/** Faults that no single value shows: in zones, placement, routes, ports and times. Takes any input, valid or not. */
function openChamiFaults(input: unknown): SiteFault[] {
    const site = usablePart(input);
    return site
        ? [
              ...zoneFaults(site),
              ...routesFaults(site),
              ...repeatedPortFaults(publishedPorts(site)),
              ...renewalFaults(site),
          ]
        : [];
}

/** The section without what its schema refuses. What is taken away may empty a list, which then goes as well. */
function usablePart(input: unknown, attempts = 3): PartialSite | undefined {
    const parsed = partialSchema.safeParse(input, IN_WORDS);
    return parsed.success || attempts === 0
        ? parsed.data
        : usablePart(withoutRefused(input, parsed.error), attempts - 1);
}

function zoneFaults(site: PartialSite): SiteFault[] {
    const zones = siteZones(site);
    const placement = sitePlacement(site);
    const fixed = Object.entries(site.zones)
        .filter(([name, own]) => ownEntry(ZONES, name) && (own.members !== undefined || own.internal !== undefined))
        .map(([name]) => ({
            path: ["zones", name],
            message: `is a zone of the docker tour, whose members are fixed; a site may set its subnet only`,
        }));
    return [
        ...fixed,
        ...under("zones", "subnet", subnetFaults(zones)),
        ...under("services", "zones", placementFaults(zones, placement)),
        ...under("services", "publish", publishingFaults(zones, placement, publishingServices(site))),
    ];
}

function routesFaults({ services: settings }: PartialSite): SiteFault[] {
    return under("services", "routes", routeFaults(siteRoutes(settings)));
}

function publishedPorts({ listen: address, ports, services: settings }: PartialSite): PublishedPort[] {
    const published = (key: readonly string[], port: number | undefined): PublishedPort[] =>
        port === undefined ? [] : [{ key, address, port }];
    return [
        ...published(["ports", "https"], ports.https),
        ...published(["ports", "http"], ports.http),
        ...published(["services", "bss", "publish"], settings.bss?.publish),
        ...published(["services", "smd", "publish"], settings.smd?.publish),
    ];
}

function renewalFaults({ certificate: { lifetime, renewPeriod } }: PartialSite): SiteFault[] {
    return renewPeriod !== undefined && seconds(renewPeriod) >= seconds(lifetime)
        ? [
              {
                  path: ["certificate", "renewPeriod"],
                  message: `must be shorter than certificate.lifetime, which is ${lifetime}, got "${renewPeriod}"`,
              },
          ]
        : [];
}

/** Path prefixes of each service behind the gateway. */
export function sitePrefixes(settings: OpenChamiSite["services"]): Record<"smd" | "bss", readonly string[]> {
    return { smd: settings.smd?.routes ?? PREFIXES.smd, bss: settings.bss?.routes ?? PREFIXES.bss };
}

function siteRoutes(settings: OpenChamiSite["services"]): Route[] {
    const prefixes = sitePrefixes(settings);
    return [
        { service: "opaal", port: 0, prefixes: OPAAL_PREFIXES },
        { service: "smd", port: 0, prefixes: prefixes.smd },
        { service: "bss", port: 0, prefixes: prefixes.bss },
    ];
}

function under(top: string, leaf: string, faults: readonly InputFault[]): SiteFault[] {
    return faults.map(({ path, message }) => ({ path: [top, ...path, leaf], message }));
}
