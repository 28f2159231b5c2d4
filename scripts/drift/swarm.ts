import type { Resource } from "../review/resources";
import { type DeclaredEngine, objectName } from "./declared";
import { type Finding, findingOn } from "./finding";
import type { ObservedEngine, SwarmObject } from "./observed";

/** What became of the services, secrets and configs of a swarm. */
export function swarmFindings(declared: DeclaredEngine, observed: ObservedEngine): Finding[] {
    const files = [
        ...declared.secrets.map((resource) => ({ resource, found: observed.secrets, reference: "Secrets" })),
        ...declared.configs.map((resource) => ({ resource, found: observed.configs, reference: "Configs" })),
    ];
    return [
        ...declared.services.flatMap((resource) => {
            const found = observed.services.find(({ ID }) => ID === resource.state.id);
            return found === undefined
                ? [absent(resource, declared.name, observed.services, [])]
                : serviceDifferences(resource, found).map(({ what, from, to }) =>
                      findingOn(resource, declared.name, "set", { subject: what, from, to }),
                  );
        }),
        ...files.flatMap(({ resource, found, reference }) => {
            if (found.some(({ ID }) => ID === resource.state.id)) {
                return [];
            }
            const users = observed.services.filter((it) => references(it, reference).includes(objectName(resource)));
            const names = users.map(({ Spec }) => Spec?.Name ?? "");
            return [absent(resource, declared.name, found, names)];
        }),
    ];
}

/** An object that cannot be changed and is not there: gone, or another one has its name. */
function absent(resource: Resource, engine: string, found: readonly SwarmObject[], names: readonly string[]): Finding {
    const namesake = found.find(({ Spec }) => Spec?.Name === objectName(resource));
    // By id: the name of a secret holds a hash of it.
    const ids = { object: namesake?.ID ?? resource.state.id, names };
    return findingOn(resource, engine, namesake === undefined ? "missing" : "recreated", ids);
}

interface TaskTemplate {
    readonly ContainerSpec?: {
        readonly Image?: string;
        readonly Env?: readonly string[];
        readonly Command?: readonly string[];
        readonly Args?: readonly string[];
        readonly Secrets?: readonly { readonly SecretName: string }[];
        readonly Configs?: readonly { readonly ConfigName: string }[];
        readonly Mounts?: readonly {
            readonly Source?: string;
            readonly Target?: string;
            readonly ReadOnly?: boolean;
        }[];
    };
    readonly Resources?: { readonly Limits?: { readonly MemoryBytes?: number; readonly NanoCPUs?: number } };
}

interface ServiceInputs {
    readonly mode?: { readonly replicated?: { readonly replicas?: number } };
    readonly endpointSpec?: { readonly ports?: readonly { readonly publishedPort?: number }[] };
    readonly taskSpec: {
        readonly containerSpec: {
            readonly image: string;
            readonly env?: Readonly<Record<string, string>>;
            readonly commands?: readonly string[];
            readonly args?: readonly string[];
            readonly secrets?: readonly { readonly secretName: string }[];
            readonly configs?: readonly { readonly configName: string }[];
            readonly mounts?: readonly {
                readonly source?: string;
                readonly target: string;
                readonly readOnly?: boolean;
            }[];
        };
        readonly resources?: { readonly limits?: { readonly memoryBytes?: number; readonly nanoCpus?: number } };
    };
}

interface Difference {
    readonly what: string;
    /** Left out where it may be secret or says nothing to a reader. */
    readonly from?: string;
    readonly to?: string;
}

function serviceDifferences({ state }: Resource, { Spec: spec }: SwarmObject): Difference[] {
    const { mode, endpointSpec, taskSpec } = state.inputs as unknown as ServiceInputs;
    const declared = taskSpec.containerSpec;
    const task = (spec?.["TaskTemplate"] ?? {}) as TaskTemplate;
    const found = task.ContainerSpec ?? {};
    const limits = { declared: taskSpec.resources?.limits, found: task.Resources?.Limits };
    const replicated = (spec?.["Mode"] as { Replicated?: { Replicas?: number } } | undefined)?.Replicated;
    const ports = (spec?.["EndpointSpec"] as { Ports?: { PublishedPort?: number }[] } | undefined)?.Ports;
    const shown: readonly (readonly [string, unknown, unknown])[] = [
        ["replicas", mode?.replicated?.replicas ?? 1, replicated?.Replicas],
        [
            "published ports",
            sorted(endpointSpec?.ports?.map(({ publishedPort }) => String(publishedPort))),
            sorted(ports?.map(({ PublishedPort }) => String(PublishedPort))),
        ],
        ["memory in bytes", limits.declared?.memoryBytes ?? 0, limits.found?.MemoryBytes ?? 0],
        ["cores", (limits.declared?.nanoCpus ?? 0) / 1e9, (limits.found?.NanoCPUs ?? 0) / 1e9],
    ];
    const hidden: readonly (readonly [string, unknown, unknown])[] = [
        ["image", declared.image, found.Image],
        [
            "environment",
            sorted(Object.entries(declared.env ?? {}).map(([name, value]) => `${name}=${value}`)),
            sorted(found.Env),
        ],
        ["entrypoint", declared.commands ?? [], found.Command ?? []],
        ["command", declared.args ?? [], found.Args ?? []],
        [
            "secrets",
            sorted(declared.secrets?.map(({ secretName }) => secretName)),
            sorted(found.Secrets?.map(({ SecretName }) => SecretName)),
        ],
        [
            "configuration files",
            sorted(declared.configs?.map(({ configName }) => configName)),
            sorted(found.Configs?.map(({ ConfigName }) => ConfigName)),
        ],
        [
            "volumes",
            sorted(declared.mounts?.map((it) => `${it.source} ${it.target} ${it.readOnly ?? false}`)),
            sorted(found.Mounts?.map((it) => `${it.Source} ${it.Target} ${it.ReadOnly ?? false}`)),
        ],
    ];
    return [
        ...differing(shown).map(([what, from, to]) => ({ what, from: inWords(from), to: inWords(to) })),
        ...differing(hidden).map(([what]) => ({ what })),
    ];
}

function differing<T extends readonly [string, unknown, unknown]>(settings: readonly T[]): T[] {
    return settings.filter(([, declared, found]) => JSON.stringify(declared) !== JSON.stringify(found));
}

function inWords(value: unknown): string {
    return Array.isArray(value) ? value.join(", ") || "none" : String(value);
}

function sorted(names: readonly string[] = []): string[] {
    return [...names].sort();
}

function references({ Spec: spec }: SwarmObject, list: string): string[] {
    const container = ((spec?.["TaskTemplate"] ?? {}) as { ContainerSpec?: Record<string, unknown> }).ContainerSpec;
    const named = (container?.[list] ?? []) as { SecretName?: string; ConfigName?: string }[];
    return named.map(({ SecretName, ConfigName }) => SecretName ?? ConfigName ?? "");
}
