import { Failure } from "../failure";
import type { DockerClient } from "./docker-client";

/**
 * Checks that an engine and the Docker client of this machine understand each other, before anything is made: the
 * provider, which speaks the same versions of the API, would find out in the middle of an update.
 * @throws Failure that says what the engine answers and what to do.
 */
export async function checkEngineVersion(docker: DockerClient): Promise<void> {
    try {
        await docker.run("version", "--format", "{{.Server.APIVersion}}");
    } catch (error) {
        const lines = (error as Error).message.trim().split("\n");
        throw new Failure(
            `the engine at ${docker.host} does not understand the Docker client of this machine, nothing was changed: ` +
                `bring the older of the two up to date\n${lines.at(-1)?.trim()}`,
        );
    }
}
