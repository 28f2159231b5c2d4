import assert from "node:assert/strict";

import { run } from "../../../scripts/toolchain/run";
import { verifyEnvironments } from "../../../scripts/verify/environments";
import { daos, execIn } from "../../support/daos-command";
import { POOL } from "../../support/daos-system";
import type { LiveSite } from "../../support/live-site";

const IMAGES_AND_CONTAINERS = ["agent", "agent-image", "client", "client-image"];

export function describeChanges(site: () => LiveSite): void {
    const imageOf = (service: string) =>
        run("docker", ["inspect", "--format", "{{.Image}}", site().container(service)]);

    describe("that changes", () => {
        it("is built anew when it is told to, although nothing that it is made of has changed", async () => {
            const before = [await imageOf("agent"), await imageOf("client")];
            site().writeWith({ bustCache: new Date().toISOString() });
            assert.deepEqual(await site().preview(), { replaced: IMAGES_AND_CONTAINERS });
            await site().up();
            assert.ok(!before.includes(await imageOf("agent")) && !before.includes(await imageOf("client")));
        });

        it("builds both images for another version and replaces both containers, but keeps its volume", async () => {
            await execIn(site(), "agent", ["--user", "daos_agent"], "touch", "/var/run/daos_agent/mark");
            site().writeWith({ version: "2.4.0-2.el8" });
            assert.deepEqual(await site().preview(), { replaced: IMAGES_AND_CONTAINERS });
            await site().up();
            const checks = await verifyEnvironments(site().options);
            assert.ok(checks.some(({ statement }) => statement === "daos-agent has DAOS 2.4.0-2.el8"));
            assert.deepEqual(
                checks.filter(({ failure }) => failure !== undefined),
                [],
            );
            assert.match(await daos(site(), "pool", "autotest", POOL), /PASS/);
            await execIn(site(), "client", [], "ls", "/var/run/daos_agent/mark");
        });

        it("leaves nothing when it is removed", async () => {
            await site().destroy();
            assert.deepEqual(await site().census(), []);
        });
    });
}
