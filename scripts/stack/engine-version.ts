import { Failure } from "../failure";
import type { DockerClient } from "./docker-client";

/** What an engine, or its client, says of an API that only one of them speaks. */
const STRANGERS = /^.*client version \S+ is too (?:old|new).*$/im;

/**
 * Checks that an engine and the Docker client of this machine understand each other, before anything is made: the
 * provider, which speaks about the same versions of the API, would find out in the middle of an update.
 * @throws Failure that says what the engine answers and what to do.
 */
export async function checkEngineVersion(docker: DockerClient): Promise<void> {
    try {
        await docker.run("version", "--format", "{{.Server.APIVersion}}");
    } catch (error) {
        // Whatever else is wrong, also that there is no client, need not stop the provider.
        const [said] = STRANGERS.exec((error as Error).message) ?? [];
        if (said !== undefined) {
            throw new Failure(
                `the engine at ${docker.host} does not understand the Docker client of this machine, nothing was ` +
                    `changed: bring the older of the two up to date\n${said.trim()}`,
            );
        }
    }
}
