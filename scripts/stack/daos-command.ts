import { Failure } from "../failure";
import { engineHost } from "../toolchain/engine";
import { runningServices } from "../verify/services";
import type { StackOptions } from "./run";
import { loadSite } from "./site";

/**
 * Program and arguments that run `daos` in the client's container of a stack, as the site's user.
 * @param terminal Whether its user sits at a terminal.
 * @throws Failure when the site has no DAOS environment, or its client does not run.
 */
export async function daosCommand(
    { stack, file }: StackOptions,
    args: readonly string[],
    terminal: boolean,
): Promise<[string, string[]]> {
    const { daos, engine: declared } = loadSite(stack, file);
    if (daos === undefined) {
        throw new Failure(`site ${stack} has no DAOS environment, name one that has by --stack <site>`);
    }
    const engine = await engineHost(declared.host);
    const services = await runningServices(stack, engine);
    const found = services.find(({ service }) => service === "daos-client");
    if (found === undefined) {
        throw new Failure(`site ${stack} is not up: bring it up by \`npm start -- --stack ${stack}\``);
    }
    const user = `${daos.client.uid}:${daos.client.gid}`;
    const options = ["--interactive", ...(terminal ? ["--tty"] : []), "--user", user];
    return ["docker", ["-H", engine, "exec", ...options, found.container, "/usr/bin/daos", ...args]];
}
