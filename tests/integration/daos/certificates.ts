import assert from "node:assert/strict";

import { DaosAuthority } from "../../support/daos-certificates";
import { daos, startOf } from "../../support/daos-command";
import { type DaosSystem, POOL } from "../../support/daos-system";
import type { LiveSite } from "../../support/live-site";

export function describeCertificates(site: () => LiveSite, system: () => DaosSystem): void {
    describe("whose certificates change", () => {
        it("starts its agent again once, and nothing else", async () => {
            const before = await startOf(site(), "client");
            site().writeWith({ certificates: await system().authority!.agent() });
            assert.deepEqual(await site().preview(), { replaced: ["agent"] });
            await site().up();
            assert.match(await daos(site(), "pool", "autotest", POOL), /PASS/);
            assert.match(await startOf(site(), "agent"), / 0$/);
            assert.equal(await startOf(site(), "client"), before);
        });

        it("is refused by the servers when these trust another authority", async () => {
            site().writeWith({ certificates: await (await DaosAuthority.create()).agent() });
            await site().up();
            await assert.rejects(daos(site(), "pool", "autotest", POOL), /certificate signed by unknown authority/);
        });

        it("is refused before anything is touched when they do not belong together", async () => {
            const certificates = await system().authority!.agent();
            const { ca } = await DaosAuthority.create();
            site().writeWith({ certificates: { ...certificates, ca } });
            const before = await startOf(site(), "agent");
            const { exitCode, stdout } = await site().pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            assert.match(stdout, /hpc-stacks:daos\.certificates\.cert: was not signed by the given authority/);
            assert.equal(await startOf(site(), "agent"), before);
        });
    });
}
