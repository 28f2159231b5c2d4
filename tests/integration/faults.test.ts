import { LiveSite, freePort } from "../support/live-site";
import { openChamiSite } from "../support/openchami-site";
import { describeCommandFaults } from "./faults/commands";
import { describeFullDisk } from "./faults/full-disk";
import { describeKills } from "./faults/kills";
import { describeServiceFaults } from "./faults/services";
import { describeUpdatesUnderLoad } from "./faults/updates-under-load";

describe("faults of an OpenCHAMI site", function () {
    this.timeout("5m");
    let live: LiveSite;
    const site = (): LiveSite => live;

    before(async () => {
        live = await openChamiSite({ certificate: { lifetime: "5m", renewPeriod: "20s" } });
        await live.up();
    });
    after(() => live.remove());

    describeServiceFaults(site);
    describeUpdatesUnderLoad(site);
});

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

    describeFullDisk(site);
    describeKills(site);
});

describe("faults of a machine", function () {
    this.timeout("5m");
    describeCommandFaults();
});
