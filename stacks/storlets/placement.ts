import type { Placement, Zones } from "../../components/network/placement";

/** Swift is reached from outside the engine, and nobody else is there to reach it from inside. */
export const ZONES: Zones = { external: { internal: false, members: ["swift"] } };

export const PLACEMENT: Placement = { swift: ["external"] };

export const PUBLISHING = ["swift"] as const;
