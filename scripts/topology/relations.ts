import type { Plan } from "../review/plan";
import { publishedBy } from "../review/ports";
import type { Resource, Resources } from "../review/resources";
import { engineName } from "../review/volumes";
import { running, zonesOf } from "../review/zones";
import type { Mark, Membership, Mount, PublishedPort, Wait } from "./topology";

export function membershipsOf(plan: Plan): Membership[] {
    return marked(plan, (resources) =>
        resources
            .ofKind(...running)
            .flatMap((service) => zonesOf(resources, service).map(({ urn }) => ({ service: service.urn, zone: urn }))),
    );
}

export function mountsOf(plan: Plan): Mount[] {
    return marked(plan, (resources) => {
        const volumes = new Map(resources.ofKind("volume").map((volume) => [engineName(volume), volume.urn]));
        return resources.ofKind(...running).flatMap((service) =>
            mountedBy(service).flatMap(({ volume: name, ...mount }) => {
                const volume = volumes.get(name);
                return volume === undefined ? [] : [{ service: service.urn, volume, ...mount }];
            }),
        );
    });
}

export function portsOf(plan: Plan): PublishedPort[] {
    return marked(plan, (resources) =>
        resources
            .ofKind(...running)
            .flatMap((service) => publishedBy(service).map((port) => ({ service: service.urn, ...port }))),
    );
}

/** Which of some services wait for which others of them, themselves or by jobs that are not among them. */
export function waitsOf(plan: Plan, services: ReadonlySet<string>): Wait[] {
    return marked(plan, (resources) =>
        resources
            .ofKind(...running)
            .filter(({ urn }) => services.has(urn))
            .flatMap((service) =>
                awaited(resources, service, services).map((urn) => ({ service: service.urn, awaited: urn })),
            ),
    );
}

/** What there is of it before and after an update, in one order, each with what becomes of it. */
function marked<T extends object>(
    { before, after }: Plan,
    find: (resources: Resources) => T[],
): (T & { mark: Mark })[] {
    const [old, now] = [before, after].map(
        (resources) => new Map(find(resources).map((it) => [JSON.stringify(it), it])),
    );
    const all = [...new Map([...old!, ...now!])].sort(([a], [b]) => (a < b ? -1 : 1));
    return all.map(([key, it]) => ({ ...it, mark: !old!.has(key) ? "create" : now!.has(key) ? "same" : "delete" }));
}

interface ContainerVolume {
    readonly volumeName?: string;
    readonly containerPath?: string;
    readonly readOnly?: boolean;
}

interface SwarmMount {
    readonly source?: string;
    readonly target?: string;
    readonly readOnly?: boolean;
}

/** What is mounted in a service or job, by the name of the volume on its engine. */
function mountedBy({ state: { inputs } }: Resource): { volume: string; path: string; readOnly: boolean }[] {
    const volumes = (inputs["volumes"] ?? []) as readonly ContainerVolume[];
    const { containerSpec } = (inputs["taskSpec"] ?? {}) as { containerSpec?: { mounts?: readonly SwarmMount[] } };
    return [
        ...volumes.map(({ volumeName, containerPath, readOnly }) => [volumeName, containerPath, readOnly] as const),
        ...(containerSpec?.mounts ?? []).map(({ source, target, readOnly }) => [source, target, readOnly] as const),
    ].map(([volume = "", path = "", readOnly = false]) => ({ volume, path, readOnly }));
}

function awaited(resources: Resources, service: Resource, services: ReadonlySet<string>): string[] {
    const seen = new Set([service.urn]);
    const visit = (resource: Resource): string[] =>
        [...resources.needs(resource)].flatMap((urn) => {
            const next = seen.has(urn) ? undefined : resources.get(urn);
            seen.add(urn);
            return services.has(urn) ? (next ? [urn] : []) : next?.kind === "job" ? visit(next) : [];
        });
    return visit(service).sort();
}
