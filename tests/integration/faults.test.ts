import { LiveSite, freePort } from "../support/live-site";
import { describeKills } from "./faults/kills";

describe("faults of a small site", function () {
    this.timeout("3m");
    let live: LiveSite;
    const site = (): LiveSite => live;

    before(async () => {
        const section = { port: await freePort(), memory: 512 };
        live = await LiveSite.create("pcocc", section, { volumes: "retain" });
        await live.up();
    });
    after(() => live.remove());

    describeKills(site);
});
