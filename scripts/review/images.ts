import type { Action, Plan } from "./plan";
import { UNKNOWN } from "./preview";
import { type Reason, isBuilt, reasonsOf } from "./reasons";
import type { Resource, Resources } from "./resources";

/** An image that an update builds, pulls, pushes or no longer uses. */
export interface ImageChange {
    readonly name: string;
    readonly action: "build" | "pull" | "push" | "remove";
    /** What is pulled or pushed; a digest is cut after 12 digits. @default - it is built or removed, or not known yet */
    readonly reference?: string;
    /** Whether it takes the place of an image that the site has. */
    readonly again: boolean;
    readonly reasons: readonly Reason[];
}

/** Images of an environment that change. */
export function imagesOf(plan: Plan, environment: string): ImageChange[] {
    return plan.changes
        .filter(({ resource }) => resource.environment === environment)
        .filter(({ resource: { kind } }) => kind === "image" || kind === "pushed image")
        .map((change) => ({
            name: change.resource.name,
            action: verb(change.resource, change.action),
            reference: isBuilt(change.resource.state.inputs) ? undefined : referenceOf(change.resource),
            again: change.before !== undefined,
            reasons: reasonsOf(change, plan).filter(({ what }) => what === "content" || what === "base image"),
        }));
}

/**
 * Images that are pulled by a name alone, which tomorrow may be another image; sorted. A name that is not known yet is
 * that of an image which the site itself makes.
 */
export function unpinned(resources: Resources): string[] {
    const pulled = resources.ofKind("image").filter(({ state }) => !isBuilt(state.inputs));
    const names = pulled.map(({ state }) => String(state.inputs["name"]));
    return [
        ...new Set(
            names.filter((name) => !name.includes("@sha256:") && !name.startsWith("sha256:") && name !== UNKNOWN),
        ),
    ].sort();
}

function verb({ kind, state }: Resource, action: Action): ImageChange["action"] {
    if (action === "delete") {
        return "remove";
    }
    return kind === "pushed image" ? "push" : isBuilt(state.inputs) ? "build" : "pull";
}

function referenceOf({ state }: Resource): string | undefined {
    const { name } = state.inputs;
    return name === UNKNOWN ? undefined : String(name).replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+/, "$1…");
}
