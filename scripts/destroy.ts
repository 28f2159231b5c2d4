/** `npm run destroy`: removes a site, and says what is kept of it. */
import { Command } from "commander";

import { main } from "./failure";
import type { DockerClient } from "./stack/docker-client";
import { prepare } from "./stack/prepare";
import { runPulumiHere } from "./stack/run";
import { loadSite } from "./stack/site";
import { readSnapshot } from "./stack/snapshot";
import { siteEngine } from "./stack/stack-engines";
import { Timings } from "./toolchain/progress";

const { stack } = new Command("npm run destroy --")
    .description("Removes a site. Data volumes stay where its stack file says so (hpc-stacks:volumes).")
    .option("-s, --stack <site>", "site to remove, as in Pulumi.<site>.yaml", "dev")
    .parse()
    .opts<{ stack: string }>();

main(async () => {
    const snapshot = await prepare({ stack }, new Timings());
    if (snapshot === undefined) {
        console.log(`There is no stack ${stack}: nothing to remove`);
        return 0;
    }
    // The provider may fail although it has removed a service of a swarm; without a look it would fail again for that.
    const look = loadSite(stack).mode === "swarm" ? ["--refresh"] : [];
    const exitCode = await runPulumiHere(["destroy", "--yes", "--skip-preview", ...look], { stack });
    await tellRetained(await siteEngine({ stack }));
    return exitCode;
});

/** What of the stack is left in the engine, protected by Pulumi or kept on purpose. */
async function tellRetained(docker: DockerClient): Promise<void> {
    const filter = ["--filter", `label=hpc-stacks.stack=${stack}`, "--format", "{{.Name}}"];
    const volumes = (await docker.run("volume", "ls", ...filter)).split("\n").filter(Boolean);
    if (volumes.length > 0) {
        console.log(`Kept, with its data (docker volume rm removes it): ${volumes.join(", ")}`);
    }
    const left = ((await readSnapshot({ stack }))?.resources ?? []).length;
    if (left > 0) {
        console.log(`${left} resources are still in the state of stack ${stack}`);
    }
}
