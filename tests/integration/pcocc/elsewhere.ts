import assert from "node:assert/strict";

import { engineOutputs } from "../../../scripts/stack/engines";
import { dockerIn } from "../../support/job-engine";
import { LiveSite } from "../../support/live-site";

/** Id of the engine that a site's users get. */
const engineOf = (site: LiveSite): Promise<string> => dockerIn(site, "info", "--format", "{{.ID}}");

export function describeRemoteEngine(site: () => LiveSite): void {
    describe("is there for another site", () => {
        it("that hands it to its own users, and leaves it as it is", async () => {
            const { env, client } = await engineOutputs(site().options);
            const other = await LiveSite.create("pcocc", { remote: { host: env["DOCKER_HOST"], ...client } });
            try {
                await other.up();
                await other.up("--expect-no-changes");
                const engine = await engineOf(site());
                assert.equal(await engineOf(other), engine);
                assert.deepEqual(await other.census(), []);
                await other.destroy();
                assert.equal(await engineOf(site()), engine);
            } finally {
                await other.remove();
            }
        });
    });
}

export function describeNextAllocation(site: () => LiveSite): void {
    describe("that keeps its data", () => {
        it("leaves it to the next allocation: images, and no container", async () => {
            site().writeWith({ rotation: { certificates: 1 } }, { volumes: "retain" });
            await site().up();
            await dockerIn(site(), "tag", "busybox", "kept:1");
            await dockerIn(site(), ..."run --detach --name ended --restart always kept:1 sleep 1000".split(" "));
            await site().destroy();
            const data = `volume ${site().container("engine-data")}`;
            const left = (await site().census()).filter((entry) => !entry.startsWith("volume"));
            assert.deepEqual(left, []);
            assert.ok((await site().census()).includes(data));

            await site().up();
            await site().up("--expect-no-changes");
            assert.match(await dockerIn(site(), "image", "ls", "kept"), /^kept +1 /m);
            const containers = await dockerIn(site(), "container", "ls", "--all", "--format", "{{.Names}}");
            assert.match(containers, /pcocc-run-hello/);
            assert.doesNotMatch(containers, /ended/);
            site().writeWith({ rotation: { certificates: 1 } });
            await site().up();
        });
    });
}
