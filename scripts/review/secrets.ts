import type { Action, Plan } from "./plan";

/** A secret, key or certificate that is made, made anew or given up. Its value is never part of a report. */
export interface SecretChange {
    readonly name: string;
    /** `secret`, `private key` or `certificate`. */
    readonly kind: string;
    readonly action: "make" | "rotate" | "remove";
}

const kinds = ["certificate", "private key", "secret"];
const verbs: Readonly<Record<Action, SecretChange["action"]>> = {
    create: "make",
    delete: "remove",
    replace: "rotate",
    update: "rotate",
};

/** Secrets, keys and certificates of an environment that change. */
export function secretsOf({ changes }: Plan, environment: string): SecretChange[] {
    return changes
        .filter(({ resource }) => resource.environment === environment && kinds.includes(resource.kind))
        .map(({ action, resource: { name, kind } }) => ({ name, kind, action: verbs[action] }));
}
