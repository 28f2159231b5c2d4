import type { Placement, Zones } from "../../components/network/placement";

/** The zone that users reach the engine through, and in which it reaches the repository. */
export const ZONES: Zones = { external: { internal: false, members: ["engine", "repository"] } };
export const PLACEMENT: Placement = { engine: ["external"], repository: ["external"] };

/** Services that are reachable from the host. */
export const PUBLISHING = ["engine", "repository"] as const;

/** The zone inside the engine for what runs there once: it reaches nothing outside. */
export function innerZones(runs: readonly string[]): { zones: Zones; placement: Placement } {
    return {
        zones: { runs: { members: runs } },
        placement: Object.fromEntries(runs.map((run) => [run, ["runs"]])),
    };
}
