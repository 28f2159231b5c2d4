import { LabSite } from "../support/lab-site";
import { describeChanges } from "./lab/changes";
import { describeDocuments } from "./lab/documents";
import { describeForeignRegistry } from "./lab/foreign-registry";
import { describeMirror } from "./lab/mirror";
import { describeRefusals } from "./lab/refusals";
import { describeRemoval } from "./lab/removal";
import { describeStanding } from "./lab/standing";

/** The life of one lab on the real engine, in this order. */
describe("a Docker lab", function () {
    this.timeout("5m");
    let live: LabSite;
    const lab = (): LabSite => live;

    before(async () => {
        live = await LabSite.create();
        await live.site.up();
    });
    after(() => live.remove());

    describeStanding(lab);
    describeRefusals(lab);
    describeMirror(lab);
    describeDocuments(lab);
    describeChanges(lab);
    describeForeignRegistry(lab);
    describeRemoval(lab);
});
