import { kindOf } from "./kind";
import type { State } from "./preview";

/** A resource of a provider, as a reviewer knows it. */
export interface Resource {
    readonly urn: string;
    /** What it is, such as `service` or `zone`. */
    readonly kind: string;
    /** Its name inside its environment. */
    readonly name: string;
    /** The environment that it belongs to; empty for what the whole site has. */
    readonly environment: string;
    readonly state: State;
}

const STACK = "pulumi:pulumi:Stack";

/** All resources of a stack at one moment, before or after an update. */
export class Resources {
    /** All of them, by environment, kind and name. */
    readonly all: readonly Resource[];

    private readonly states: ReadonlyMap<string, State>;
    private readonly byUrn: ReadonlyMap<string, Resource>;

    constructor(states: readonly State[]) {
        this.states = new Map(states.map((state) => [state.urn, state]));
        const custom = [...this.states.values()].filter((state) => state.custom);
        this.all = custom.map((state) => this.describe(state)).sort(byName);
        this.byUrn = new Map(this.all.map((resource) => [resource.urn, resource]));
    }

    ofKind(...kinds: readonly string[]): Resource[] {
        return this.all.filter(({ kind }) => kinds.includes(kind));
    }

    get(urn: string): Resource | undefined {
        return this.byUrn.get(urn);
    }

    /** URNs that a resource waits for, itself or as a part of a component; of a component, those of all its parts. */
    needs(resource: Resource): Set<string> {
        const own = this.lineage(resource.state).flatMap(({ dependencies }) => dependencies);
        return new Set(own.flatMap((urn) => (this.byUrn.has(urn) ? [urn] : this.parts(urn))));
    }

    /** Resources that any of its inputs is made of. */
    ingredients(resource: Resource, inputs?: readonly string[]): Resource[] {
        const made = Object.entries(resource.state.propertyDependencies)
            .filter(([input]) => inputs?.includes(input) ?? true)
            .flatMap(([, urns]) => urns ?? []);
        return [...new Set(made)].flatMap((urn) => this.byUrn.get(urn) ?? []).sort(byName);
    }

    /** Types of the components that a resource is part of, from the inside out, without what all have in front. */
    components(resource: Resource): string[] {
        return this.owners(resource).map(({ type }) => type.split(":").at(-1) ?? type);
    }

    /** The components that a resource is part of, from the inside out. */
    owners(resource: Resource): State[] {
        return this.lineage(resource.state).slice(1);
    }

    private parts(component: string): string[] {
        return this.all.filter(({ state }) => this.lineage(state).some(({ urn }) => urn === component)).map(urnOf);
    }

    private describe(state: State): Resource {
        const outer = this.lineage(state).slice(1).map(logicalName);
        const environment = outer.at(-1) ?? "";
        const kind = kindOf(state);
        const whole = logicalName(state);
        // A zone has the name by which its networks declare it; two of an environment's volumes may both be data.
        const owner = kind === "zone" ? outer.find((name) => whole.startsWith(`${name}-`)) : environment;
        // An image may be called one once more.
        const name = without(`${kind}-`, without(`${owner}-`, whole));
        return { urn: state.urn, kind, name, environment, state };
    }

    /** A resource and the components that it is part of, from the inside out. */
    private lineage(state: State): State[] {
        const parent = this.states.get(state.parent);
        return parent === undefined || parent.type === STACK ? [state] : [state, ...this.lineage(parent)];
    }
}

function urnOf({ urn }: Resource): string {
    return urn;
}

function logicalName({ urn }: State): string {
    return urn.split("::").at(-1) ?? urn;
}

function without(start: string, name: string): string {
    return name.startsWith(start) ? name.slice(start.length) : name;
}

function byName(a: Resource, b: Resource): number {
    const [x, y] = [a, b].map(({ environment, kind, name, urn }) => [environment, kind, name, urn].join("\0"));
    return x! < y! ? -1 : 1;
}
