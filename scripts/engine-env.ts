/**
 * `eval "$(npm run -s engine:env)"` makes plain `docker` in a shell the client of the engine that a stack allocated,
 * as `pcocc docker env` does.
 */
import { Command } from "commander";

import { main } from "./failure";
import { expandHome, exportLines, writeCertificates } from "./stack/certificate-folder";
import { engineOutputs } from "./stack/engines";

const { stack, environment } = new Command("npm run -s engine:env --")
    .description(
        "Writes the client's certificate of a stack's own Docker engine to its folder, and prints the lines that make " +
            'docker use it: eval "$(npm run -s engine:env -- --stack <site>)"',
    )
    .option("-s, --stack <site>", "site that has the engine, as in Pulumi.<site>.yaml", "dev")
    .option("-e, --environment <environment>", "environment whose engine it is, where more than one has an engine")
    .parse()
    .opts<{ stack: string; environment?: string }>();

main(async () => {
    const engine = await engineOutputs({ stack }, environment);
    const folder = engine.env["DOCKER_CERT_PATH"];
    if (engine.client !== undefined && folder !== undefined) {
        writeCertificates(expandHome(folder), engine.client);
    }
    console.log(exportLines(engine));
});
