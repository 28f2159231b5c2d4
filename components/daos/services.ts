import type { EngineMode } from "../network/networks";

/** Names of the services. */
export const AGENT = "daos-agent";
export const CLIENT = "daos-client";

/**
 * Service in whose container commands are run. A swarm has no host's pid namespace, so there the agent sees no processes
 * but those of its own container, and ends what others hold.
 */
export function commandService(mode: EngineMode): string {
    return mode === "swarm" ? AGENT : CLIENT;
}
