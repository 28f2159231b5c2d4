import { commandService } from "../../components/daos/services";
import { Failure } from "../failure";
import { runningServices } from "../verify/services";
import type { StackOptions } from "./run";
import { loadSite } from "./site";
import { environmentEngine } from "./stack-engines";

/**
 * Program and arguments that run `daos` in a container of a stack, as the site's user: the client's, or in a swarm the
 * agent's, which sees no processes but those of its own container.
 * @param terminal Whether its user sits at a terminal.
 * @throws Failure when the site has no DAOS environment, or it does not run.
 */
export async function daosCommand(
    { stack, file, ...rest }: StackOptions,
    args: readonly string[],
    terminal: boolean,
): Promise<[string, string[]]> {
    const { daos, mode } = loadSite(stack, file);
    if (daos === undefined) {
        throw new Failure(`site ${stack} has no DAOS environment, name one that has by --stack <site>`);
    }
    const docker = await environmentEngine("daos", { stack, file, ...rest });
    const services = await runningServices({ stack, environment: "daos" }, docker);
    const found = services.find(({ service }) => service === commandService(mode));
    if (found === undefined) {
        throw new Failure(`site ${stack} is not up: bring it up by \`npm start -- --stack ${stack}\``);
    }
    const user = `${daos.client.uid}:${daos.client.gid}`;
    const options = ["--interactive", ...(terminal ? ["--tty"] : []), "--user", user];
    return ["docker", [...docker.options, "exec", ...options, found.container, "/usr/bin/daos", ...args]];
}
