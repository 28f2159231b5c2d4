/** `npm run setup`: everything that `npm start` does before it touches the site. */
import { Command } from "commander";

import { main } from "./failure";
import { imagesToBuild, loadSite } from "./stack/site";
import { engineHost } from "./toolchain/engine";
import { Timings } from "./toolchain/progress";
import { setup } from "./toolchain/setup";

const { stack } = new Command("npm run setup --")
    .description("Makes this machine ready for a site: Docker engine, Pulumi, and what the images are made of.")
    .option("-s, --stack <site>", "site to be ready for, as in Pulumi.<site>.yaml", "dev")
    .parse()
    .opts<{ stack: string }>();

main(async () => {
    const timings = new Timings();
    const site = loadSite(stack);
    await setup({ engine: await engineHost(site.engine.host), images: imagesToBuild(site) }, timings);
    console.log(`Time taken:\n${timings.table()}`);
});
