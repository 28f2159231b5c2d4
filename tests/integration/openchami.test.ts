import type { LiveSite } from "../support/live-site";
import { openChamiSite } from "../support/openchami-site";
import { describeCertificates } from "./openchami/certificates";
import { describeChanges } from "./openchami/changes";
import { describeRecovery } from "./openchami/recovery";
import { describeRemoval } from "./openchami/removal";
import { describeSecrets } from "./openchami/secrets";
import { describeStanding } from "./openchami/standing";

/** The life of one site on the real engine, in this order; each part leaves it as it found it. */
describe("an OpenCHAMI site", function () {
    this.timeout("5m");
    let live: LiveSite;
    const site = (): LiveSite => live;

    before(async () => {
        // Certificates live as short as can be, so that what happens when one ends can be waited for.
        live = await openChamiSite({ certificate: { lifetime: "5m" } });
        await live.up();
    });
    after(() => live.remove());

    describeStanding(site);
    describeSecrets(site);
    describeChanges(site);
    describeCertificates(site);
    describeRecovery(site);
    describeRemoval(site);
});
