/** What a container may take for itself that others do without. */
export type Freedom =
    "root" | "capabilities" | "new privileges" | "system calls" | "privileged" | "host processes" | "host network";

/** A component whose containers cannot do without something. */
export interface HardeningException {
    /** Component that the container is part of. */
    readonly component: string;
    /** One of its services or jobs alone, by the name in its zones. @default - all of them */
    readonly service?: string;
    readonly may: readonly Freedom[];
    /** Why it cannot do without. */
    readonly reason: string;
}

/** All exceptions from `hardening`. docs/policies.md has them as a table. */
export const exceptions: readonly HardeningException[] = [
    {
        component: "DaosAgent",
        may: ["root", "capabilities", "host processes", "host network"],
        reason:
            "it starts as root to prepare its socket and certificates, then becomes daos_agent; it watches the " +
            "processes of its clients, and uses the interfaces of the host",
    },
    {
        component: "DaosClient",
        may: ["host network"],
        reason: "it talks to the storage by the interfaces of the host",
    },
    {
        component: "DockerEngine",
        may: ["root", "capabilities", "new privileges", "system calls"],
        reason: "an engine makes containers: it mounts, makes networks and control groups, and hands out privileges",
    },
    {
        component: "Hydra",
        service: "hydra-migrate",
        may: ["root"],
        reason: "it writes hydra's system secret into a new volume, which is root's, and gives it to hydra's user",
    },
    {
        component: "Registry",
        may: ["root"],
        reason: "the published image keeps its data as root; the one that we build runs as a user of its own",
    },
];
