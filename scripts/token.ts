/** `npm run -s token`: an access token for a site's services, alone on stdout. */
import { Command } from "commander";

import { Failure, main } from "./failure";
import { openChamiOutputs } from "./stack/outputs";
import { loadSite } from "./stack/site";
import { environmentEngine } from "./stack/stack-engines";
import { engineHost } from "./toolchain/engine";
import { gatewayAddress } from "./verify/gateway-address";
import { accessToken } from "./verify/gateway-client";

const { stack } = new Command("npm run -s token --")
    .description("Prints an access token of a site's OAuth client for users.")
    .option("-s, --stack <site>", "site, as in Pulumi.<site>.yaml", "dev")
    .parse()
    .opts<{ stack: string }>();

main(async () => {
    const { openchami, engine } = loadSite(stack);
    if (openchami === undefined) {
        throw new Failure(`site ${stack} has no OpenCHAMI environment`);
    }
    const outputs = await openChamiOutputs({ stack });
    const docker = await environmentEngine("openchami", { stack });
    const host = await engineHost(engine.host);
    const gateway = await gatewayAddress(outputs, { stack, docker, host, listen: openchami.listen });
    console.log(await accessToken(gateway, outputs.client));
});
