import { inWords, label } from "../review/kind";
import { type Plan, changeOfResource } from "../review/plan";
import type { Resource, Resources } from "../review/resources";
import { isInternal, running } from "../review/zones";
import type { Engine, Mark, Part, Service, Volume, Zone } from "./topology";

/** Resources of some kinds as they will be, and those that go as they were, by name. */
export function parts({ before, after }: Plan, ...kinds: readonly string[]): Resource[] {
    const going = before.ofKind(...kinds).filter(({ urn }) => after.get(urn) === undefined);
    const key = ({ environment, kind, name, urn }: Resource): string => [environment, kind, name, urn].join("\0");
    return [...after.ofKind(...kinds), ...going].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What a resource is or was part of. */
export function resourcesOf({ before, after }: Plan, { urn }: Resource): Resources {
    return after.get(urn) === undefined ? before : after;
}

/** What becomes of a resource. */
export function markOf(plan: Plan, urn: string): Mark {
    return changeOfResource(plan, urn)?.action ?? "same";
}

/** Engines that services of the site are. */
export function enginesOf(plan: Plan): Engine[] {
    return parts(plan, "engine").flatMap((engine) => {
        const resources = resourcesOf(plan, engine);
        const [service] = [...resources.needs(engine)]
            .flatMap((urn) => resources.get(urn) ?? [])
            .filter(({ kind }) => running.includes(kind));
        return service === undefined ? [] : [{ ...partOf(plan, engine), name: service.name, service: service.urn }];
    });
}

export function zoneOf(plan: Plan, zone: Resource): Zone {
    const [pool] = (zone.state.inputs["ipamConfigs"] ?? []) as { subnet?: string }[];
    return { ...partOf(plan, zone), internal: isInternal(zone), subnet: pool?.subnet };
}

export function serviceOf(plan: Plan, service: Resource): Service {
    return {
        ...partOf(plan, service),
        kind: service.kind,
        role: roleOf(plan, service),
        listens: (label(service.state, "hpc-stacks.listens") ?? "").split(",").filter(Boolean).map(Number),
        onHostNetwork: service.state.inputs["networkMode"] === "host",
    };
}

export function volumeOf(plan: Plan, volume: Resource): Volume {
    return { ...partOf(plan, volume), kept: plan.before.get(volume.urn)?.state.retainOnDelete ?? false };
}

function partOf(plan: Plan, resource: Resource): Part {
    const { urn, environment, kind, state } = resource;
    const namesakes = parts(plan, kind).filter(
        (other) => other.environment === environment && other.name === resource.name,
    );
    // What a provider is given as its id comes after its URN.
    const engine = state.provider.split("::").slice(0, -1).join("::");
    return {
        ...{ urn, environment, engine, mark: markOf(plan, urn) },
        name: namesakes.length === 1 ? resource.name : fullName(resource),
    };
}

/** Name of a resource with that of the component that it is part of. */
function fullName({ urn, environment }: Resource): string {
    const name = urn.split("::").at(-1) ?? urn;
    return name.startsWith(`${environment}-`) ? name.slice(environment.length + 1) : name;
}

/** What a service is: the component that declares its workload, unless that says no more than its name. */
function roleOf(plan: Plan, service: Resource): string | undefined {
    const [, component = "", ...outer] = resourcesOf(plan, service).components(service);
    const role = outer.length === 0 ? "" : inWords(component);
    return role === "" || role === service.name.replaceAll("-", " ") ? undefined : role;
}
