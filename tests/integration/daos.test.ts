import { removeDaosFixture } from "../support/daos-fixture";
import { DaosSystem } from "../support/daos-system";
import { LiveSite } from "../support/live-site";
import { describeBuilds } from "./daos/builds";
import { describeCertificates } from "./daos/certificates";
import { describeChanges } from "./daos/changes";
import { describeCommands } from "./daos/commands";
import { describeStanding } from "./daos/standing";
import { describeWithoutAuth } from "./daos/without-auth";

/** Sites of stand-ins for DAOS and for its base image, one after the other on the real engine. */
describe("a DAOS site", function () {
    this.timeout("5m");
    let system: DaosSystem;
    let live: LiveSite;
    const site = (): LiveSite => live;

    before("the stand-ins are built, which takes minutes once", async () => {
        system = await DaosSystem.start({ auth: true });
    });
    before("it comes up", async () => {
        live = await LiveSite.create("daos", await system.section());
        await live.up();
    });
    after(async () => {
        await live.remove();
        await system.stop();
        await removeDaosFixture(system.fixture);
    });

    describeStanding(site);
    describeCertificates(site, () => system);
    describeChanges(site);
    describeBuilds(site);
    describeWithoutAuth();
    describeCommands(() => system);
});
