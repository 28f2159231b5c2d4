import { z } from "zod";

import { DURATION, seconds } from "../../components/duration";
import { type InputFault, placementFaults } from "../../components/network/placement";
import { PATH_PREFIX, type Route, routeFaults } from "../../components/gateway/routes";
import type { SiteFault } from "../site-faults";
import { PREFIXES, SERVICES, type ServiceName, ZONES, publishingServices, sitePlacement, siteZones } from "./placement";

/** The authority refuses ACME orders for less. */
const SHORTEST_LIFETIME = 300;

const domain = z
    .string()
    .max(253)
    .regex(/^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/, {
        error: "must be a DNS name in lower case such as demo.openchami.cluster",
    });
const port = z.int({ error: "must be a port, a whole number from 1 to 65535" }).min(1).max(65535);
const duration = z.string().regex(DURATION, { error: "must be a length of time such as 90s, 5m or 1h30m" });
const epoch = z.int({ error: "must be a whole number, one more than before to rotate" }).min(0);
const zoneName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, { error: "must be lower-case letters, digits and dashes" });
const cidr = z.cidrv4({ error: "must be an IPv4 range such as 10.89.4.0/24" });

const lifetime = duration.refine((text) => !DURATION.test(text) || seconds(text) >= SHORTEST_LIFETIME, {
    error: "must be at least 5m, the shortest that ACME allows here",
});
const period = duration.refine((text) => !DURATION.test(text) || seconds(text) >= 10, {
    error: "must be at least 10s",
});

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
        .array(z.string().regex(PATH_PREFIX, { error: "must be a path prefix such as /hsm/v2" }))
        .min(1)
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
    authority: z.string().min(1).max(64).default("OpenCHAMI"),
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
            lifetime: lifetime.default("24h"),
            /** Time between renewals; two thirds of the lifetime unless given. */
            renewPeriod: period.optional(),
        })
        .prefault({}),
    /** How long an access token is valid. */
    tokenLifetime: duration.default("1h"),
    logLevel: z.enum(["error", "warning", "info", "debug"]).default("info"),
    /** Counters: a higher one makes new secrets. */
    rotation: z.strictObject({ databasePasswords: epoch.default(0), clientSecrets: epoch.default(0) }).prefault({}),
    zones,
    services,
});

export type OpenChamiSite = z.output<typeof openChamiSchema>;

/** Faults that no single value shows: in placement, routes, ports and times. Takes any input, valid or not. */
export function openChamiFaults(input: unknown): SiteFault[] {
    const raw = (typeof input === "object" && input !== null ? input : {}) as Record<string, unknown>;
    return [...placementAndRouteFaults(raw), ...portFaults(raw), ...renewalFaults(raw)];
}

function placementAndRouteFaults(raw: Record<string, unknown>): SiteFault[] {
    const parsed = z.object({ zones, services }).safeParse(raw);
    if (!parsed.success) {
        return [];
    }
    const site = parsed.data;
    const tourMembers = Object.entries(site.zones)
        .filter(([name, { internal, members }]) => name in ZONES && (members !== undefined || internal !== undefined))
        .map(([name]) => ({
            path: ["zones", name],
            message: `is a zone of the docker tour, whose members are fixed; a site may set its subnet only`,
        }));
    return [
        ...tourMembers,
        ...under("services", "zones", placementFaults(siteZones(site), sitePlacement(site), publishingServices(site))),
        ...under("services", "routes", routeFaults(siteRoutes(site.services))),
    ];
}

function portFaults(raw: Record<string, unknown>): SiteFault[] {
    const parsed = z.object({ ports: openChamiSchema.shape.ports }).safeParse(raw);
    return parsed.success && parsed.data.ports.http === parsed.data.ports.https
        ? [{ path: ["ports", "http"], message: "is the same as ports.https, choose another" }]
        : [];
}

function renewalFaults(raw: Record<string, unknown>): SiteFault[] {
    const parsed = z.object({ certificate: openChamiSchema.shape.certificate }).safeParse(raw);
    if (!parsed.success) {
        return [];
    }
    const { lifetime: life, renewPeriod } = parsed.data.certificate;
    return renewPeriod !== undefined && seconds(renewPeriod) >= seconds(life)
        ? [
              {
                  path: ["certificate", "renewPeriod"],
                  message: `must be shorter than certificate.lifetime (${life}), got "${renewPeriod}"`,
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
        { service: "opaal", port: 0, prefixes: ["/token", "/keys"] },
        { service: "smd", port: 0, prefixes: prefixes.smd },
        { service: "bss", port: 0, prefixes: prefixes.bss },
    ];
}

function under(top: string, leaf: string, faults: readonly InputFault[]): SiteFault[] {
    return faults.map(({ path, message }) => ({ path: [top, ...path, leaf], message }));
}
