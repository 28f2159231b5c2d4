import { type Change, type Plan, changeOfResource } from "./plan";
import { type Reason, reasonsOf } from "./reasons";
import { running } from "./zones";

/** A service that starts, restarts or stops, or a job that runs. */
export interface Restart {
    readonly name: string;
    readonly kind: string;
    /** `restart` stops what runs and starts it again; `start` starts what is new; `stop` ends it for good. */
    readonly action: "start" | "restart" | "stop";
    /** Those of the same list that it waits for. */
    readonly after: readonly string[];
    /** What about it differs. */
    readonly reasons: readonly Reason[];
    /** What is made anew, and makes it follow. */
    readonly because: readonly Named[];
}

/** A resource by what it is and its name. */
export interface Named {
    readonly kind: string;
    readonly name: string;
}

/** What of an environment starts, restarts and stops, in the order in which an update lets it come up. */
export function restartsOf(plan: Plan, environment: string): Restart[] {
    const changes = plan.changes.filter(
        ({ resource }) => resource.environment === environment && running.includes(resource.kind),
    );
    const stopping = changes.filter(({ action, resource }) => action === "delete" && resource.kind !== "job");
    const starting = inOrder(
        changes.filter((change) => change.action !== "delete" && disturbs(change)),
        plan,
    );
    return [
        ...stopping.map(({ resource: { name, kind } }) => ({ ...NOTHING, name, kind, action: "stop" as const })),
        ...starting.map(({ change, after }) => ({
            name: change.resource.name,
            kind: change.resource.kind,
            action: change.action === "create" ? ("start" as const) : ("restart" as const),
            after,
            reasons: reasonsOf(change, plan),
            because: becauseOf(change, plan),
        })),
    ];
}

const NOTHING = { after: [], reasons: [], because: [] };

/** An update in place leaves a container running; a Swarm service's tasks are made anew when what runs differs. */
function disturbs({ action, resource, inputs }: Change): boolean {
    return (
        action !== "update" || (resource.state.type.startsWith("docker:index/service:") && inputs.includes("taskSpec"))
    );
}

/** Changes in an order in which each comes after those that it waits for, directly or through what stays as it is. */
function inOrder(changes: readonly Change[], plan: Plan): { change: Change; after: string[] }[] {
    const nodes = new Map(changes.map((change) => [change.resource.urn, change]));
    const waits = new Map(changes.map((change) => [change.resource.urn, awaited(change, nodes, plan)]));
    const sorted: Change[] = [];
    const place = (change: Change): void => {
        if (!sorted.includes(change)) {
            waits.get(change.resource.urn)?.forEach((urn) => place(nodes.get(urn)!));
            sorted.push(change);
        }
    };
    changes.toSorted((a, b) => (a.resource.name < b.resource.name ? -1 : 1)).forEach(place);
    return sorted.map((change) => ({
        change,
        after: (waits.get(change.resource.urn) ?? []).map((urn) => nodes.get(urn)!.resource.name).sort(),
    }));
}

function awaited({ resource }: Change, nodes: ReadonlyMap<string, Change>, { after }: Plan): string[] {
    const seen = new Set<string>();
    const visit = (urn: string): void => {
        const current = after.get(urn);
        if (current === undefined || seen.has(urn)) {
            return;
        }
        seen.add(urn);
        after.needs(current).forEach(visit);
        after.ingredients(current).forEach((ingredient) => visit(ingredient.urn));
    };
    visit(resource.urn);
    // By name, because Pulumi tells of resources in the order in which it happened to get to them.
    const name = (urn: string): string => nodes.get(urn)!.resource.name;
    return [...seen]
        .filter((urn) => urn !== resource.urn && nodes.has(urn))
        .sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** What a replaced resource follows: what its changed inputs are made of, or whatever is deleted before it. */
function becauseOf({ action, resource, inputs }: Change, plan: Plan): Named[] {
    if (action === "create") {
        return [];
    }
    const sources =
        inputs.length > 0
            ? plan.after.ingredients(resource, inputs)
            : [...plan.after.needs(resource)].flatMap((urn) => plan.after.get(urn) ?? []);
    return sources
        .filter(({ urn }) => changeOfResource(plan, urn)?.action === "replace")
        .map(({ kind, name }) => ({ kind, name }))
        .sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}
