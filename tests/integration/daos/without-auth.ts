import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";

import { execIn } from "../../support/daos-command";
import { DaosSystem, POOL } from "../../support/daos-system";
import { LiveSite } from "../../support/live-site";

export function describeWithoutAuth(): void {
    describe("without certificates, on an interface of the site's choice, that runs a command", () => {
        let system: DaosSystem;
        let site: LiveSite;

        before(async () => {
            system = await DaosSystem.start({ auth: false });
            const name = Object.entries(networkInterfaces()).find(
                ([, own]) => !own?.some(({ internal }) => internal),
            )?.[0];
            site = await LiveSite.create("daos", {
                ...(await system.section()),
                interface: { configure: true, numaNode: 0, name, domain: name },
                command: ["pool", "autotest", POOL],
            });
        });
        after(async () => {
            await site.remove();
            await system.stop();
        });

        it("tells how the command ended", async () => {
            await site.up();
            const { stdout } = await site.succeed("stack", "output", "--json");
            const { daos } = JSON.parse(stdout) as { daos: { command: { exitCode: number; output: string } } };
            assert.equal(daos.command.exitCode, 0);
            assert.equal(daos.command.output.match(/ PASS /g)?.length, 7);
        });

        it("has no certificate anywhere", async () => {
            await execIn(site, "agent", [], "bash", "-c", 'test ! -e /run/secrets && test -z "$(ls /etc/daos/certs)"');
        });

        it("fails with the command, and says its last words", async () => {
            site.writeWith({ command: ["pool", "autotest", "nowhere"] });
            const { exitCode, stdout } = await site.pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            assert.match(stdout, /job "daos-client-command" failed with exit code 1/);
            assert.match(stdout, /DER_NONEXIST\(-1005\)/);
        });
    });
}
