import { label } from "../scripts/review/kind";
import type { Resource, Resources } from "../scripts/review/resources";
import { running } from "../scripts/review/zones";
import { type Inputs, UNKNOWN, listOf, mapOf, mapsOf, textOf, textsOf } from "./inputs";

/** A volume where a container has it. */
export interface Mounted {
    /** Name on the engine. */
    readonly volume: string;
    readonly path: string;
    readonly readOnly: boolean;
}

/** Whatever runs, be it a container of the engine or a service of a swarm, in one form. */
export interface Container {
    readonly resource: Resource;
    /** Its name in its zones. */
    readonly service: string;
    /** Whether it ends by itself. */
    readonly job: boolean;
    /** Whether a swarm runs it. */
    readonly swarm: boolean;
    /** Reference or id of its image, undefined where it is not known. */
    readonly image: string | undefined;
    readonly healthTest: readonly unknown[];
    readonly mounts: readonly Mounted[];
    /** Ports of the engine's host. */
    readonly published: readonly string[];
    /** Whether it has a limit of memory, and none of swap beyond. */
    readonly memory: { readonly limited: boolean; readonly swap: boolean };
    readonly logs: { readonly driver: string | undefined; readonly options: Inputs };
    /** Who it runs as, undefined where that is left to the image. */
    readonly user: string | undefined;
    readonly capabilities: { readonly adds: readonly string[]; readonly drops: readonly string[] };
    readonly securityOptions: readonly string[];
    readonly privileged: boolean;
    readonly hostPid: boolean;
    readonly networkMode: string | undefined;
    /** Names or ids of the networks that it joins, as far as they are known. */
    readonly networks: readonly string[];
    /** How many networks it joins beside the host's, known or not. */
    readonly joins: number;
    readonly environment: readonly string[];
}

/** Everything that runs. */
export function containersOf(resources: Resources): Container[] {
    return resources
        .ofKind(...running)
        .map((resource) =>
            resource.state.type === "docker:index/service:Service" ? swarmService(resource) : ownContainer(resource),
        );
}

function ownContainer(resource: Resource): Container {
    const { inputs } = resource.state;
    const capabilities = mapOf(inputs["capabilities"]);
    return {
        resource,
        service: label(resource.state, "hpc-stacks.service") ?? textOf(inputs["hostname"]) ?? resource.name,
        job: resource.kind === "job",
        swarm: false,
        image: textOf(inputs["image"]),
        healthTest: listOf(mapOf(inputs["healthcheck"])["tests"]),
        mounts: [
            ...mapsOf(inputs["volumes"]).map((it) => mounted(it["volumeName"], it["containerPath"], it["readOnly"])),
            ...mapsOf(inputs["mounts"]).map((it) => mounted(it["source"], it["target"], it["readOnly"])),
        ],
        published: mapsOf(inputs["ports"]).map(({ internal, external }) => `${known(external)}:${known(internal)}`),
        memory: { limited: isLimit(inputs["memory"]), swap: !sameLimit(inputs["memory"], inputs["memorySwap"]) },
        logs: { driver: textOf(inputs["logDriver"]), options: mapOf(inputs["logOpts"]) },
        user: userOf(inputs["user"]),
        capabilities: { adds: textsOf(capabilities["adds"]), drops: textsOf(capabilities["drops"]) },
        securityOptions: textsOf(inputs["securityOpts"]),
        privileged: inputs["privileged"] === true,
        hostPid: inputs["pidMode"] === "host",
        networkMode: textOf(inputs["networkMode"]),
        networks: mapsOf(inputs["networksAdvanced"]).flatMap(({ name }) => textOf(name) ?? []),
        joins: inputs["networksAdvanced"] === UNKNOWN ? 1 : listOf(inputs["networksAdvanced"]).length,
        environment: textsOf(inputs["envs"]),
    };
}

function swarmService(resource: Resource): Container {
    const task = mapOf(resource.state.inputs["taskSpec"]);
    const spec = mapOf(task["containerSpec"]);
    const logs = mapOf(task["logDriver"]);
    const limits = mapOf(mapOf(task["resources"])["limits"]);
    const attached = mapsOf(task["networksAdvanceds"]);
    const networks = attached.filter(({ id }) => id !== "host");
    return {
        resource,
        service: label(resource.state, "hpc-stacks.service") ?? textOf(spec["hostname"]) ?? resource.name,
        job: false,
        swarm: true,
        image: textOf(spec["image"]),
        healthTest: listOf(mapOf(spec["healthcheck"])["tests"]),
        mounts: mapsOf(spec["mounts"]).map((it) => mounted(it["source"], it["target"], it["readOnly"])),
        published: mapsOf(mapOf(resource.state.inputs["endpointSpec"])["ports"]).map(
            ({ publishedPort, targetPort }) => `${known(publishedPort)}:${known(targetPort)}`,
        ),
        memory: { limited: isLimit(limits["memoryBytes"]), swap: false },
        logs: { driver: textOf(logs["name"]), options: mapOf(logs["options"]) },
        user: userOf(spec["user"]),
        capabilities: { adds: textsOf(spec["capAdds"]), drops: textsOf(spec["capDrops"]) },
        securityOptions: [],
        privileged: false,
        hostPid: false,
        networkMode: networks.length < attached.length ? "host" : "overlay",
        networks: networks.flatMap(({ id, name }) => textOf(id ?? name) ?? []),
        joins: networks.length,
        environment: Object.entries(mapOf(spec["env"])).flatMap(([key, value]) => {
            const text = textOf(value);
            return text === undefined ? [] : [`${key}=${text}`];
        }),
    };
}

function mounted(volume: unknown, path: unknown, readOnly: unknown): Mounted {
    return { volume: textOf(volume) ?? "", path: textOf(path) ?? "", readOnly: readOnly === true };
}

function isLimit(value: unknown): boolean {
    return value === UNKNOWN || (typeof value === "number" && value > 0);
}

function sameLimit(memory: unknown, swap: unknown): boolean {
    return swap === UNKNOWN || memory === swap;
}

function userOf(value: unknown): string | undefined {
    return value === UNKNOWN ? "?" : textOf(value);
}

/** What is not known yet is written as `?`. */
function known(value: unknown): string {
    return typeof value === "number" ? String(value) : (textOf(value) ?? "?");
}
