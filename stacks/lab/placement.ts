import type { Placement, Zones } from "../../components/network/placement";

/**
 * The lab's segments on the site's engine. The engine of the lab reaches the hub through its mirror alone, as a
 * machine behind a proxy does; `documents` holds the database, which nobody else needs.
 */
export const ZONES: Zones = {
    upstream: { internal: false, members: ["hub", "mirror"] },
    registries: { internal: false, members: ["engine", "mirror", "registry"] },
    documents: { internal: false, members: ["mongo-perso"] },
};

export const PLACEMENT: Placement = {
    engine: ["registries"],
    hub: ["upstream"],
    mirror: ["registries", "upstream"],
    "mongo-perso": ["documents"],
    registry: ["registries"],
};

/** Services that are reachable from the host. */
export const PUBLISHING = ["engine", "hub", "mongo-perso", "registry"] as const;

/** The one segment inside the lab's engine. */
export const INNER_ZONES: Zones = { web: { internal: false, members: ["webserver"] } };
export const INNER_PLACEMENT: Placement = { webserver: ["web"] };
