import type { Mount, Volume } from "../volume/volume";
import type { Health } from "../workload/workload";
import { RUNTIME_FOLDER } from "./agent-config";

const SOCKET = `${RUNTIME_FOLDER}/daos_agent.sock`;

/** Where agent and clients mount the volume of the agent's socket. */
export function socketMount(volume: Volume): Mount {
    return { volume, path: RUNTIME_FOLDER };
}

/**
 * Whether the agent answers: its socket is in the volume, and some process listens on that path. The file alone
 * outlives an agent that was killed; the path alone may be that of another agent on the same host's network.
 */
export const ANSWERS: Health = {
    test: ["CMD", "/bin/bash", "-c", `test -S ${SOCKET} && grep -q ' ${SOCKET}$' /proc/net/unix`],
};
