import assert from "node:assert/strict";
import * as net from "node:net";

import { recover } from "../../../scripts/stack/recover";
import { standingEngines } from "../../../scripts/stack/stack-engines";
import { run } from "../../../scripts/toolchain/run";
import { assertAllHolds } from "../../support/all-hold";
import type { LiveSite } from "../../support/live-site";

export function describeRecovery(site: () => LiveSite): void {
    describe("recovers", () => {
        it("from a job that fails: the update says why and how to run it again", async () => {
            const hydra = site().container("hydra");
            await run("docker", ["stop", hydra]);
            const failed = await site().pulumi("up", "--yes", "--skip-preview", ...REPLACE_JOB);
            await run("docker", ["start", hydra]);
            assert.notEqual(failed.exitCode, 0);
            assert.match(failed.stdout, /job "openchami-hydra-client" failed with exit code \d+/);
            assert.match(failed.stdout, /--replace '\*\*::openchami-hydra-client'/);

            await site().up(...REPLACE_JOB);
            await site().up("--expect-no-changes");
        });

        it("from a port that somebody else holds, as soon as it is free", async () => {
            const somebody = net.createServer();
            await new Promise<void>((resolve) => somebody.listen(0, "127.0.0.1", resolve));
            const { port } = somebody.address() as net.AddressInfo;
            site().writeWith({ ports: { https: port } });
            const failed = await site().pulumi("up", "--yes", "--skip-preview");
            await new Promise((resolve) => somebody.close(resolve));
            assert.notEqual(failed.exitCode, 0);
            assert.match(failed.stdout, /address already in use|port is already allocated/);

            await site().up();
            await site().up("--expect-no-changes");
            await assertAllHolds(site());
            site().reset();
            await site().up();
        });

        it("from an update that was killed while it replaced the database", async () => {
            await site().kill(/openchami-postgres creating/, "up", "--yes", "--skip-preview", ...REPLACE_DATABASE);
            const said: string[] = [];
            await recover({
                ...site().options,
                engines: () => standingEngines(site().options),
                say: (line) => said.push(line),
            });
            assert.ok(said.length > 0, "nothing was left to recover from");
            await site().up();
            await site().up("--expect-no-changes");
            await assertAllHolds(site());
        });

        it("from containers that were removed behind its back", async () => {
            await run("docker", ["rm", "--force", site().container("opaal"), site().container("haproxy")]);
            await site().up("--refresh");
            await assertAllHolds(site());
        });
    });
}

const REPLACE_JOB = ["--replace", "**::openchami-hydra-client"];
const REPLACE_DATABASE = ["--replace", "**::openchami-postgres"];
