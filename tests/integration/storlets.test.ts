import type { LiveSite } from "../support/live-site";
import { buildRuntime, removeRuntime, storletsSite } from "../support/storlets-site";
import { describeCommands } from "./storlets/commands";
import { describeDrift } from "./storlets/drift";
import { describeFlow } from "./storlets/flow";
import { describeNodes } from "./storlets/nodes";
import { describeRefusals } from "./storlets/refusals";
import { describeUploads } from "./storlets/uploads";

/** The life of one site on the real engine and a real Swift, in this order. */
describe("a storlets site", function () {
    this.timeout("10m");
    let live: LiveSite;
    const site = (): LiveSite => live;

    before(async () => {
        await buildRuntime();
        live = await storletsSite();
        await live.up();
    });
    after(async () => {
        await live.remove();
        await removeRuntime();
    });

    describeFlow(site);
    describeDrift(site);
    describeUploads(site);
    describeNodes(site);
    // While the site stands, whose base image the other one shares.
    describeCommands();
    describeRefusals(site);
});
