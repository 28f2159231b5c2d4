import assert from "node:assert/strict";

import { run } from "../../../scripts/toolchain/run";
import { verifyEnvironments } from "../../../scripts/verify/environments";
import { daos } from "../../support/daos-command";
import { POOL } from "../../support/daos-system";
import type { LiveSite } from "../../support/live-site";

const IMAGES_AND_CONTAINERS = ["agent", "agent-image", "client", "client-image"];

export function describeChanges(site: () => LiveSite): void {
    const inspect = (kind: string, format: string, name: string) =>
        run("docker", [kind, "inspect", "-f", format, name]);

    describe("that changes", () => {
        it("replaces its agent for another access point, and builds nothing", async () => {
            site().writeWith({ accessPoints: ["localhost"] });
            assert.deepEqual(await site().preview(), { replaced: ["agent"] });
        });

        it("builds both images for another version and replaces both containers, but keeps its volume", async () => {
            const volume = `${site().options.stack}-daos-agent-socket`;
            const made = await inspect("volume", "{{.CreatedAt}}", volume);
            site().writeWith({ version: "2.4.0-2.el8" });
            assert.deepEqual(await site().preview(), { replaced: IMAGES_AND_CONTAINERS });
            await site().up();
            const checks = await verifyEnvironments(site().options);
            assert.deepEqual(
                checks.filter(
                    ({ failure }) => failure !== undefined || !/2\.4\.0-2\.el8/.test(failure ?? "2.4.0-2.el8"),
                ),
                [],
            );
            assert.equal(await daos(site(), "version"), "daos version 2.4.0 (stand-in)");
            assert.match(await daos(site(), "pool", "autotest", POOL), /PASS/);
            assert.equal(await inspect("volume", "{{.CreatedAt}}", volume), made);
        });

        it("takes packages without signature where the site says so", async () => {
            site().writeWith({
                version: "2.2.0-5.el8",
                repos: ["file:///srv/daos/unsigned/"],
                reposWithoutAuth: ["srv_daos_unsigned_"],
            });
            await site().up();
            assert.match(await daos(site(), "pool", "autotest", POOL), /PASS/);
        });

        it("is built anew when it is told to, although nothing that it is made of has changed", async () => {
            site().reset();
            await site().up();
            const before = await inspect("container", "{{.Image}}", site().container("client"));
            site().writeWith({ bustCache: new Date().toISOString() });
            assert.deepEqual(await site().preview(), { replaced: IMAGES_AND_CONTAINERS });
            await site().up();
            assert.notEqual(await inspect("container", "{{.Image}}", site().container("client")), before);
            assert.deepEqual(await site().preview(), {});
        });

        it("leaves nothing when it is removed", async () => {
            await site().destroy();
            assert.deepEqual(await site().census(), []);
        });
    });
}
