import { NAMESPACE } from "../../stacks/site";
import { Failure } from "../failure";
import type { DockerClient } from "./docker-client";

/** What an engine says of its swarm. */
export interface SwarmInfo {
    readonly LocalNodeState: string;
    readonly ControlAvailable: boolean;
    readonly Managers?: number;
}

/**
 * Checks that an engine manages a swarm, and alone: volumes and images are on it, and tasks run on managers.
 * @throws Failure that says what it is instead and what to do.
 */
export async function checkSwarm(docker: DockerClient): Promise<void> {
    const info = await docker.run("info", "--format", "{{json .Swarm}}");
    const fault = swarmFault(docker.host, JSON.parse(info) as SwarmInfo);
    if (fault !== undefined) {
        throw new Failure(fault);
    }
}

/** Why services cannot be run by an engine, and what to do; undefined where they can. */
export function swarmFault(engine: string, info: SwarmInfo): string | undefined {
    const key = `${NAMESPACE}:mode is swarm`;
    if (info.LocalNodeState !== "active") {
        return (
            `${key}, but the engine at ${engine} is in no swarm (its state is ${info.LocalNodeState}): run ` +
            "`docker swarm init` there, or choose mode standalone"
        );
    }
    if (!info.ControlAvailable) {
        return `${key}, but the engine at ${engine} is a worker: give its swarm's manager as ${NAMESPACE}:engine.host`;
    }
    return (info.Managers ?? 1) > 1
        ? `${key}, but the swarm of ${engine} has ${info.Managers} managers, and volumes are on one of them only: ` +
              "make the others workers with `docker node demote`"
        : undefined;
}
