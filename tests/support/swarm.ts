import { run, tryRun } from "../../scripts/toolchain/run";

/**
 * Makes sure that the engine is a swarm.
 * @param init Command that makes it one.
 * @returns What takes that back, unless it was one before or somebody else uses it by then.
 */
export async function ensureSwarm(init: string): Promise<() => Promise<void>> {
    const state = await run("docker", ["info", "--format", "{{.Swarm.LocalNodeState}}"]);
    if (state.trim() === "active") {
        return () => Promise.resolve();
    }
    await run("bash", ["-c", init]);
    return async () => {
        const services = await tryRun("docker", ["service", "ls", "--quiet"]);
        const networks = await run("docker", ["network", "ls", "--filter", "driver=overlay", "--format", "{{.Name}}"]);
        if (services === "" && networks.split("\n").filter(Boolean).join() === "ingress") {
            await run("docker", ["swarm", "leave", "--force"]);
        }
    };
}
