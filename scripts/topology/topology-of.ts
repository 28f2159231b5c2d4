import type { Plan } from "../review/plan";
import { running } from "../review/zones";
import { enginesOf, parts, serviceOf, volumeOf, zoneOf } from "./parts";
import { membershipsOf, mountsOf, portsOf, waitsOf } from "./relations";
import type { Topology } from "./topology";

/** What of a site is drawn. */
export interface Selection {
    /** Environments to draw. @default - all */
    readonly environments?: readonly string[];
    /** Draw every job. @default - those that no service waits for, and which are there for their own sake */
    readonly jobs?: boolean;
}

/** A site as it is declared, without what an update would do. */
export function declared(plan: Plan): Plan {
    return { ...plan, before: plan.after, changes: [] };
}

/** Names of all environments that have a part in a plan, sorted. */
export function environmentsOf({ before, after }: Plan): string[] {
    return [...new Set([...before.all, ...after.all].map(({ environment }) => environment))].filter(Boolean).sort();
}

/** Zones, services and volumes of a site, and what becomes of each. */
export function topologyOf(stack: string, plan: Plan, { environments, jobs = false }: Selection = {}): Topology {
    const drawn = (urn: string): boolean => urns.has(urn);
    const chosen = ({ environment }: { readonly environment: string }): boolean =>
        environments?.includes(environment) ?? true;

    const candidates = parts(plan, ...running).filter(chosen);
    const all = waitsOf(plan, new Set(candidates.map(({ urn }) => urn)));
    const steps = new Set(all.map(({ awaited }) => awaited));
    const services = candidates
        .filter(({ kind, urn }) => kind !== "job" || jobs || !steps.has(urn))
        .map((service) => serviceOf(plan, service));
    const zones = parts(plan, "zone")
        .filter(chosen)
        .map((zone) => zoneOf(plan, zone));
    const volumes = parts(plan, "volume")
        .filter(chosen)
        .map((volume) => volumeOf(plan, volume));
    const urns = new Set([...services, ...zones, ...volumes].map(({ urn }) => urn));
    return {
        stack,
        environments: environmentsOf(plan).filter((environment) => chosen({ environment })),
        engines: enginesOf(plan).filter(({ service }) => drawn(service)),
        zones,
        services,
        volumes,
        memberships: membershipsOf(plan).filter(({ service, zone }) => drawn(service) && drawn(zone)),
        mounts: mountsOf(plan).filter(({ service, volume }) => drawn(service) && drawn(volume)),
        ports: portsOf(plan).filter(({ service }) => drawn(service)),
        waits: waitsOf(plan, new Set(services.map(({ urn }) => urn))),
    };
}

/** Names of the environments of which something changes that is drawn. */
export function changedEnvironments({ environments, ...topology }: Topology): string[] {
    const { engines, zones, services, volumes, memberships, mounts, ports } = topology;
    const relations = [...memberships, ...mounts, ...ports].filter(({ mark }) => mark !== "same");
    const concerned = new Set(relations.map(({ service }) => service));
    const parts = [...engines, ...zones, ...services, ...volumes];
    const changed = parts.filter(({ urn, mark }) => mark !== "same" || concerned.has(urn));
    return environments.filter((name) => changed.some(({ environment }) => environment === name));
}
