import type { LiveSite } from "../support/live-site";
import { openChamiSite } from "../support/openchami-site";
import { describeAgreement } from "./review/agreement";
import { describePictures } from "./review/pictures";
import { describeReports } from "./review/reports";

/** One site on the real engine, reviewed; each part leaves it as it found it. */
describe("a site that is reviewed", function () {
    this.timeout("5m");
    let live: LiveSite;
    const site = (): LiveSite => live;

    before(async () => {
        live = await openChamiSite();
        await live.up();
    });
    after(() => live.remove());

    describeReports(site);
    describePictures(site);
    describeAgreement(site);
});
