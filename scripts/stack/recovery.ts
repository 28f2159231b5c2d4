import type { ResourceState, Snapshot } from "./snapshot";

/** An engine object that a killed update may have created without noting so. */
export interface Leak {
    readonly kind: "container" | "network";
    readonly name: string;
}

const kinds: Readonly<Record<string, Leak["kind"]>> = {
    "docker:index/container:Container": "container",
    "docker:index/network:Network": "network",
};

/**
 * Objects that were being created when an update was killed. Volumes and images are not among them: they are created
 * by name, and creating them again finds the one that is there.
 */
export function possibleLeaks(snapshot: Snapshot): Leak[] {
    return (snapshot.pending_operations ?? [])
        .filter(({ type }) => type === "creating")
        .map(({ resource }) => ({ kind: kinds[resource.type], name: resource.inputs?.["name"] }))
        .filter((leak): leak is Leak => leak.kind !== undefined && typeof leak.name === "string");
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
