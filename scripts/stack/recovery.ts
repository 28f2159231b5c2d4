import type { ResourceState, Snapshot } from "./snapshot";

/** Kinds of engine objects that creating again would find in the way. */
export type LeakKind = "config" | "container" | "network" | "secret" | "service";

/** An engine object that a killed update may have created without noting so. */
export interface Leak {
    readonly kind: LeakKind;
    /** Its logical name, which it bears as label `hpc-stacks.name`. */
    readonly name: string;
    /** Ids of those of that name that the state knows. */
    readonly noted: readonly string[];
}

const kinds: Readonly<Record<string, LeakKind>> = {
    "docker:index/container:Container": "container",
    "docker:index/network:Network": "network",
    "docker:index/secret:Secret": "secret",
    "docker:index/service:Service": "service",
    "docker:index/serviceConfig:ServiceConfig": "config",
};

/**
 * Objects that were being created when an update was killed. Volumes and images are not among them: they are created
 * by name, and creating them again finds the one that is there.
 */
export function possibleLeaks({ resources = [], pending_operations = [] }: Snapshot): Leak[] {
    return pending_operations
        .filter(({ type }) => type === "creating")
        .flatMap(({ resource: { type, urn } }) => {
            const kind = kinds[type];
            const noted = resources.filter((known) => known.urn === urn).flatMap(({ id }) => id ?? []);
            return kind === undefined ? [] : [{ kind, name: urn.split("::").at(-1) ?? "", noted }];
        });
}

/**
 * URNs of jobs that failed. Their containers exist and ended, so Pulumi sees nothing to do; they must be replaced to
 * run again.
 */
export function failedJobs(snapshot: Snapshot): string[] {
    return (snapshot.resources ?? []).filter(isFailedJob).map(({ urn }) => urn);
}

function isFailedJob({ type, outputs }: ResourceState): boolean {
    const exitCode = outputs?.["exitCode"];
    return (
        type === "docker:index/container:Container" &&
        outputs?.["mustRun"] === false &&
        typeof exitCode === "number" &&
        exitCode !== 0
    );
}

/** What `stack export` prints, without the operations that were under way. */
export function withoutPending(exported: string): string {
    const parsed = JSON.parse(exported) as { deployment: Record<string, unknown> };
    delete parsed.deployment["pending_operations"];
    return JSON.stringify(parsed);
}
