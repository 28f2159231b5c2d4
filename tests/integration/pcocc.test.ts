import { LiveSite, freePort } from "../support/live-site";
import { describeEngineAccess } from "./pcocc/access";
import { describeNextAllocation, describeRemoteEngine } from "./pcocc/elsewhere";
import { describeJobImages } from "./pcocc/images";
import { describeEngineLoss } from "./pcocc/loss";

/** The life of one allocation on the real engine, in this order; each part leaves it as it found it. */
describe("a pcocc site", function () {
    this.timeout("5m");
    let live: LiveSite;
    const site = (): LiveSite => live;

    before(async () => {
        live = await LiveSite.create("pcocc", {
            port: await freePort(),
            repository: { port: await freePort() },
            memory: 1024,
            images: {
                "cont-busybox": { catalogue: "busybox" },
                hello: { build: "stacks/pcocc/hello" },
                "new-busybox": { edit: { from: "cont-busybox", commands: ["touch /newfile"] } },
            },
            exports: { busybox: "cont-busybox" },
            runs: { hello: { image: "hello" }, newfile: { image: "new-busybox", command: ["ls", "/newfile"] } },
        });
        await live.up();
    });
    after(() => live.remove());

    describeJobImages(site);
    describeEngineAccess(site);
    describeRemoteEngine(site);
    describeNextAllocation(site);
    describeEngineLoss(site);
});
