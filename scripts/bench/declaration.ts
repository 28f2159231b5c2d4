import type { ResourceState } from "../stack/snapshot";

type Inputs = Readonly<Record<string, unknown>>;

/** An object of the engine as its provider was told of it. */
export interface Declared {
    /** Name on the engine. */
    readonly name: string;
    /** Inputs in plain, without those that are told below. */
    readonly inputs: Inputs;
}

export interface DeclaredContainer extends Declared {
    /** Networks by their names on the engine. */
    readonly networks: readonly { readonly network: string; readonly aliases: readonly string[] }[];
    /** Names of the containers that it is started after. */
    readonly after: readonly string[];
}

/** What stands on an engine, by whomever it is brought up. */
export interface Declaration {
    readonly networks: readonly Declared[];
    readonly volumes: readonly Declared[];
    readonly containers: readonly DeclaredContainer[];
}

const TYPES = {
    network: "docker:index/network:Network",
    volume: "docker:index/volume:Volume",
    container: "docker:index/container:Container",
} as const;

/** What a state, with its secrets in plain, says of the engine: all that the rivals' files are made of. */
export function declarationOf(resources: readonly ResourceState[]): Declaration {
    const of = (type: string): ResourceState[] => resources.filter((resource) => resource.type === type);
    const networkNames = new Map(of(TYPES.network).map(({ id, inputs }) => [id, nameIn(inputs)]));
    const waits = waitsOf(resources);
    const container = (resource: ResourceState): DeclaredContainer => {
        const { networksAdvanced = [], ...inputs } = plain(resource.inputs ?? {}) as Inputs & {
            networksAdvanced?: { name: string; aliases?: string[] }[];
        };
        const networks = networksAdvanced.map(({ name, aliases = [] }) => {
            const network = networkNames.get(name);
            if (network === undefined) {
                throw new Error(`${resource.urn} is on network ${name}, which is not declared`);
            }
            return { network, aliases };
        });
        return { name: nameIn(inputs), inputs, networks, after: waits(resource.urn) };
    };
    return {
        networks: of(TYPES.network).map(declared),
        volumes: of(TYPES.volume).map(declared),
        containers: of(TYPES.container).map(container),
    };
}

function declared({ inputs = {} }: ResourceState): Declared {
    return { name: nameIn(inputs), inputs: plain(inputs) as Inputs };
}

function nameIn(inputs: Inputs | undefined): string {
    if (typeof inputs?.["name"] !== "string") {
        throw new Error(`a resource of the engine has no name: ${JSON.stringify(inputs)}`);
    }
    return inputs["name"];
}

/** Inputs as the program gave them: without what the provider added of its own, and Pulumi's note on that. */
function plain(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const { __defaults: added = [], ...rest } = value as { __defaults?: string[] };
    return Object.fromEntries(
        Object.entries(rest)
            .filter(([key]) => !added.includes(key))
            .map(([key, inner]) => [key, plain(inner)]),
    );
}

/**
 * For each resource the names of the containers that it waits for: directly, by what is no container itself, or because
 * a component that it is part of waits for them.
 */
function waitsOf(resources: readonly ResourceState[]): (urn: string) => string[] {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const found = new Map<string, ReadonlySet<string>>();
    const waits = (urn: string): ReadonlySet<string> => {
        const known = found.get(urn);
        if (known !== undefined) {
            return known;
        }
        const { dependencies = [], parent } = byUrn.get(urn) ?? {};
        const names = dependencies.flatMap((dependency) => {
            const resource = byUrn.get(dependency);
            return resource?.type === TYPES.container ? [nameIn(resource.inputs)] : [...waits(dependency)];
        });
        const all = new Set([...names, ...(parent === undefined ? [] : waits(parent))]);
        found.set(urn, all);
        return all;
    };
    return (urn) => [...waits(urn)].sort();
}
