import assert from "node:assert/strict";

import { run } from "../../../scripts/toolchain/run";
import { containerOf } from "../../../scripts/verify/services";
import { verifyEnvironments } from "../../../scripts/verify/environments";
import { siteEngine } from "../../../scripts/stack/stack-engines";
import { daos } from "../../support/daos-command";
import { type DaosSystem, POOL } from "../../support/daos-system";
import { assertNoDrift } from "../../support/drifted";
import { LiveSite } from "../../support/live-site";
import { ensureSwarm } from "../../support/swarm";

const SECRET = "daos-agent-run-secrets-daos-agent-certs-txz";

export function describeSwarm(system: () => DaosSystem): void {
    describe("on a swarm", () => {
        let site: LiveSite;
        let leave: () => Promise<void>;

        before(async () => {
            leave = await ensureSwarm("docker swarm init --advertise-addr 127.0.0.1");
            site = await LiveSite.create("daos", await system().section(), { mode: "swarm" });
            await site.up();
        });
        after(async () => {
            await site.remove();
            await leave();
        });

        it("passes the pool's autotest, in the agent's container and as the site's user", async () => {
            const said = await daos(site, "pool", "autotest", POOL);
            assert.equal(said.match(/ PASS /g)?.length, 7);
        });

        it("loses what a client in another container holds, whose process the agent does not see", async () => {
            const client = await containerOf("daos-client", site.options.stack, await siteEngine(site.options));
            await assert.rejects(
                run("docker", ["exec", client, "daos", "pool", "autotest", POOL]),
                /DER_NO_HDL\(-1002\)/,
            );
        });

        it("is all that was declared, and found so by a refresh", async () => {
            const checks = await verifyEnvironments(site.options);
            assert.ok(checks.length >= 11);
            assert.deepEqual(
                checks.filter(({ failure }) => failure !== undefined),
                [],
            );
            assert.deepEqual(await site.preview("--refresh"), {});
            await assertNoDrift(site);
        });

        it("makes a new secret of new certificates, starts the agent again once, and then removes the old one", async () => {
            site.writeWith({ certificates: await system().authority!.agent() });
            const { stdout } = await site.succeed("up", "--yes", "--skip-preview");
            const steps = [
                ...stdout.matchAll(/docker:index:(\w+) (\S+) (created replacement|updated|deleted original)/g),
            ];
            assert.deepEqual(
                steps.map(([, , name, step]) => `${name} ${step}`),
                [`${SECRET} created replacement`, "daos-agent updated", `${SECRET} deleted original`],
            );
            const tasks = await run("docker", ["service", "ps", "--quiet", site.container("agent")]);
            assert.equal(tasks.split("\n").length, 2);
            assert.match(await daos(site, "pool", "autotest", POOL), /PASS/);
        });

        it("leaves nothing when it is removed", async () => {
            await site.destroy();
            assert.deepEqual(await site.census(), []);
        });
    });
}
