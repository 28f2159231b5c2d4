import type { Preview, Step } from "./preview";
import { type Resource, Resources } from "./resources";

/** What an update does to a resource. */
export type Action = "create" | "update" | "replace" | "delete";

/** A resource that an update changes. */
export interface Change {
    readonly action: Action;
    /** The resource as it will be, or as it was where it is deleted. */
    readonly resource: Resource;
    /** The resource as it was. @default - it is new */
    readonly before?: Resource;
    /** Inputs that differ; none where only something that it depends on is replaced. */
    readonly inputs: readonly string[];
}

/** What an update would do: everything there is, before and after it, and what differs. */
export interface Plan {
    readonly before: Resources;
    readonly after: Resources;
    readonly changes: readonly Change[];
    /** Why the update cannot be made, as Pulumi and the program say it. */
    readonly problems: readonly string[];
    /** What Pulumi and the program warn of. */
    readonly warnings: readonly string[];
}

const actions: Readonly<Record<string, Action>> = {
    create: "create",
    "create-replacement": "replace",
    delete: "delete",
    replace: "replace",
    update: "update",
};

/** Reads a preview that also shows what stays the same. */
export function planOf({ steps, diagnostics }: Preview): Plan {
    const before = new Resources(steps.flatMap(({ oldState }) => oldState ?? []));
    const after = new Resources(steps.flatMap(({ newState }) => newState ?? []));
    const changes = new Map(steps.flatMap((step) => changeOf(step, before, after)).map((it) => [it.resource.urn, it]));
    const said = (wanted: string): string[] => [
        ...new Set(diagnostics.filter(({ severity }) => severity === wanted).map(({ message }) => plain(message))),
    ];
    const sorted = [...changes.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    return { before, after, changes: sorted, problems: said("error"), warnings: said("warning") };
}

/** The change of a resource, where it is changed. */
export function changeOfResource({ changes }: Plan, urn: string): Change | undefined {
    return changes.find(({ resource }) => resource.urn === urn);
}

function nameOf({ resource: { environment, kind, name, urn } }: Change): string {
    return [environment, kind, name, urn].join("\0");
}

function changeOf({ op, urn, diffReasons }: Step, before: Resources, after: Resources): Change[] {
    const action = actions[op];
    const old = before.get(urn);
    const resource = action === "delete" ? old : after.get(urn);
    return action && resource ? [{ action, resource, before: old, inputs: diffReasons ?? [] }] : [];
}

/** An error in the words of its author, without those that the CLI puts around them. */
function plain(message: string): string {
    return message
        .replace(/<\{%[^%]*%\}>/g, "")
        .replace(/^(?:error|warning): /, "")
        .trim();
}
