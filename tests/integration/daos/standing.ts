import assert from "node:assert/strict";

import { ANSWERS } from "../../../components/daos/agent-socket";
import { run } from "../../../scripts/toolchain/run";
import { verifyEnvironments } from "../../../scripts/verify/environments";
import { daos, execIn, startOf } from "../../support/daos-command";
import { POOL } from "../../support/daos-system";
import { assertNoDrift } from "../../support/drifted";
import { eventually } from "../../support/eventually";
import type { LiveSite } from "../../support/live-site";

export function describeStanding(site: () => LiveSite): void {
    describe("that stands", () => {
        it("passes the pool's autotest, as the site's user", async () => {
            const said = await daos(site(), "pool", "autotest", POOL);
            assert.equal(said.match(/ PASS /g)?.length, 7);
            assert.doesNotMatch(said, /FAIL/);
        });

        it("is all that was declared", async () => {
            const checks = await verifyEnvironments(site().options);
            assert.ok(checks.length >= 11);
            assert.deepEqual(
                checks.filter(({ failure }) => failure !== undefined),
                [],
            );
        });

        it("is not changed by another update, whether or not the engine is asked", async () => {
            assert.deepEqual(await site().preview(), {});
            assert.deepEqual(await site().preview("--refresh"), {});
        });

        it("has no drift", () => assertNoDrift(site()));

        it("has an agent that is no longer root", async () => {
            const pid = await run("docker", ["inspect", "--format", "{{.State.Pid}}", site().container("agent")]);
            assert.equal(await execIn(site(), "agent", [], "stat", "--format", "%U", `/proc/${pid}`), "daos_agent");
        });

        it("has no certificate in an image", async () => {
            const image = await run("docker", ["inspect", "--format", "{{.Image}}", site().container("agent")]);
            const look = "ls /etc/daos/certs; test ! -e /run/secrets";
            assert.equal(await run("docker", ["run", "--rm", "--entrypoint", "/bin/bash", image, "-c", look]), "");
        });

        it("says which pool there is not, by an exit code too", async () => {
            await assert.rejects(daos(site(), "pool", "autotest", "nowhere"), /DER_NONEXIST\(-1005\)/);
        });

        it("refuses a user whom the agent does not know", async () => {
            const stranger = execIn(site(), "client", ["--user", "1234:1234"], "daos", "pool", "autotest", POOL);
            await assert.rejects(stranger, /failed to lookup uid 1234/);
        });

        it("has a client that recovers from a restart of its agent, killed or not", async () => {
            const before = await startOf(site(), "client");
            const untilPassed = `until daos pool autotest ${POOL} >/dev/null 2>&1; do sleep 0.1; done; echo passed`;
            for (const how of ["restart", "kill"]) {
                await run("docker", [how, site().container("agent")]);
                if (how === "kill") {
                    // The engine takes a kill by hand for the user's wish, and would not start it again.
                    await run("docker", ["start", site().container("agent")]);
                }
                const patience = ["timeout", "20", "bash", "-c", untilPassed];
                assert.equal(await execIn(site(), "client", [], ...patience), "passed");
            }
            assert.equal(await startOf(site(), "client"), before);
        });

        it("has a health that a left socket does not deceive", async () => {
            const isHealthy = () => execIn(site(), "client", [], ...ANSWERS.test.slice(1));
            await isHealthy();
            // Ended by force, the agent leaves its socket in the volume.
            await run("docker", ["kill", site().container("agent")]);
            assert.match(await execIn(site(), "client", [], "ls", "/var/run/daos_agent"), /daos_agent\.sock/);
            await assert.rejects(isHealthy());
            await run("docker", ["start", site().container("agent")]);
            await eventually(10_000, isHealthy);
        });
    });
}
