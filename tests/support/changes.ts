/** What an update changes, by the logical names of the provider's resources; empty lists are left out. */
export interface Changes {
    readonly created?: readonly string[];
    readonly updated?: readonly string[];
    readonly replaced?: readonly string[];
    readonly deleted?: readonly string[];
}

const OUTCOMES: Readonly<Record<string, keyof Changes>> = {
    create: "created",
    delete: "deleted",
    replace: "replaced",
    update: "updated",
};

interface Preview {
    readonly steps: readonly {
        readonly op: string;
        readonly urn: string;
        readonly newState?: { readonly custom?: boolean };
        readonly oldState?: { readonly custom?: boolean };
    }[];
}

/** Changes that `pulumi preview --json` announces, names without the environment in front. */
export function changesOf(json: string, environment = "openchami"): Changes {
    const { steps } = JSON.parse(json) as Preview;
    const changes: Partial<Record<keyof Changes, string[]>> = {};
    for (const { op, urn, newState, oldState } of steps) {
        const outcome = OUTCOMES[op];
        if (outcome !== undefined && (newState ?? oldState)?.custom) {
            const name = urn.split("::").at(-1) ?? urn;
            const prefix = `${environment}-`;
            (changes[outcome] ??= []).push(name.startsWith(prefix) ? name.slice(prefix.length) : name);
        }
    }
    Object.values(changes).forEach((names) => names.sort());
    return changes;
}
