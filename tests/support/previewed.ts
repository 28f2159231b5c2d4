import type { State, Step } from "../../scripts/review/preview";
import { type Plan, planOf } from "../../scripts/review/plan";

const STACK = "urn:pulumi:test::hpc-stacks::pulumi:pulumi:Stack::hpc-stacks-test";
const ENVIRONMENT = urnOf("hpc-stacks:index:Tour", "tour");

/** Types by the word that a report has for them. */
export const TYPE = {
    component: "hpc-stacks:index:Workload",
    container: "docker:index/container:Container",
    engine: "pulumi:providers:docker",
    image: "docker:index/remoteImage:RemoteImage",
    pushed: "docker:index/registryImage:RegistryImage",
    service: "docker:index/service:Service",
    swarmSecret: "docker:index/secret:Secret",
    secret: "random:index/randomPassword:RandomPassword",
    key: "tls:index/privateKey:PrivateKey",
    volume: "docker:index/volume:Volume",
    zone: "docker:index/network:Network",
} as const;

/** A resource of an invented environment `tour`, to be created, changed or deleted by a preview. */
export interface Made {
    readonly type: keyof typeof TYPE;
    /** Name inside the environment. */
    readonly name: string;
    readonly op?: "same" | "create" | "update" | "replace" | "delete";
    readonly inputs?: Record<string, unknown>;
    /** Inputs before the change. @default - as after it */
    readonly old?: Record<string, unknown>;
    /** Names of the zones that it joins, and of those before the change. */
    readonly zones?: readonly string[];
    readonly oldZones?: readonly string[];
    /** What it waits for, by `urn`. */
    readonly after?: readonly string[];
    /** What inputs are made of, by input. */
    readonly made?: Record<string, readonly string[]>;
    /** What makes it, by `urn`. @default - the site's own engine */
    readonly provider?: string;
    readonly retainOnDelete?: boolean;
    readonly protect?: boolean;
    readonly wasProtected?: boolean;
}

/** URN of a resource of the invented environment. */
export function urn(type: keyof typeof TYPE, name: string): string {
    return urnOf(TYPE[type], `tour-${name}`);
}

/** What a preview of the invented environment plans. */
export function plan(...resources: readonly Made[]): Plan {
    return planOf({ steps: steps(resources), diagnostics: [] });
}

/** The same as `pulumi preview --json` prints it. */
export function previewJson(...resources: readonly Made[]): string {
    return JSON.stringify({ steps: steps(resources), diagnostics: [] });
}

function steps(resources: readonly Made[]): Step[] {
    const top = [state("pulumi:pulumi:Stack", STACK, ""), state("hpc-stacks:index:Tour", ENVIRONMENT, STACK)];
    const standing = top.map((it): Step => ({ op: "same", urn: it.urn, oldState: it, newState: it }));
    return [...standing, ...resources.map(step)];
}

/** A service's inputs: the label that makes it one, and what else it has. */
export function serving(inputs: Record<string, unknown> = {}): Record<string, unknown> {
    return { labels: [{ label: "hpc-stacks.service", value: "any" }], ...inputs };
}

function step(made: Made): Step {
    const { op = "same", inputs = {}, old = inputs, zones = [], oldZones = zones } = made;
    const reasons = Object.keys({ ...inputs, ...old }).filter(
        (key) => JSON.stringify(inputs[key]) !== JSON.stringify(old[key]),
    );
    const moved = zones.join() === oldZones.join() ? [] : ["networksAdvanced"];
    return {
        op,
        urn: urn(made.type, made.name),
        oldState: op === "create" ? undefined : resource(made, old, oldZones, made.wasProtected ?? made.protect),
        newState: op === "delete" ? undefined : resource(made, inputs, zones, made.protect),
        diffReasons: op === "same" ? undefined : [...reasons, ...moved],
    };
}

function resource(made: Made, inputs: Record<string, unknown>, zones: readonly string[], protect = false): State {
    const { type, name, after = [], made: from = {}, provider = "", retainOnDelete = false } = made;
    return {
        ...state(TYPE[type], urn(type, name), ENVIRONMENT),
        custom: type !== "component",
        provider: `${provider}::id`,
        inputs,
        dependencies: [...after],
        propertyDependencies: {
            networksAdvanced: zones.map((zone) => urn("zone", zone)),
            ...Object.fromEntries(Object.entries(from).map(([key, urns]) => [key, [...urns]])),
        },
        retainOnDelete,
        protect,
    };
}

function state(type: string, urn: string, parent: string): State {
    return {
        ...{ urn, type, parent, custom: false, inputs: {}, outputs: {}, dependencies: [], propertyDependencies: {} },
        ...{ id: "", provider: "", protect: false, retainOnDelete: false },
    };
}

function urnOf(type: string, name: string): string {
    return `urn:pulumi:test::hpc-stacks::${type}::${name}`;
}
