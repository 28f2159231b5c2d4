import { tryRun } from "../toolchain/run";
import type { DockerClient } from "./docker-client";

/** Lines of a log that are shown. */
const LAST = 10;

/**
 * What the containers of a stack that do not work said last, for a user whose update has failed. Empty where all do
 * or the engine does not answer.
 */
export async function diagnose(stack: string, docker: DockerClient): Promise<string> {
    const filter = ["--filter", `label=hpc-stacks.stack=${stack}`];
    const all = await docker.tryRun("ps", "--all", ...filter, "--format", "{{.Names}}\t{{.Status}}");
    const broken = (all ?? "")
        .split("\n")
        .map((line) => line.split("\t"))
        .filter(([, status = ""]) => isBroken(status));
    const reports = broken.map(async ([name = "", status = ""]) => {
        const logs = [...docker.options, "logs", "--tail", String(LAST), name];
        const log = await tryRun("sh", ["-c", 'docker "$@" 2>&1', "sh", ...logs]);
        return [`${name}: ${status}`, ...(log ?? "").split("\n").map((line) => `    ${line}`)].join("\n");
    });
    return (await Promise.all(reports)).join("\n");
}

/** Whether the engine's words on a container tell of a failure: `Up 2 seconds (healthy)` and `Exited (0)` do not. */
export function isBroken(status: string): boolean {
    return /^(?:Restarting|Dead|Created)|^Exited \((?!0\))|\((?:unhealthy|health: starting)\)/.test(status);
}
