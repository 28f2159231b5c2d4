import assert from "node:assert/strict";

import { run } from "../../../scripts/toolchain/run";
import { eventually } from "../../support/eventually";
import { dockerIn, restartEngine } from "../../support/job-engine";
import type { LiveSite } from "../../support/live-site";

export function describeEngineLoss(site: () => LiveSite): void {
    const engine = (): string => site().container("engine-dockerd");

    describe("survives its engine", () => {
        it("killed: it comes back with what runs in it", async () => {
            await dockerIn(
                site(),
                ..."run --detach --restart unless-stopped --name lives busybox sleep 1000".split(" "),
            );
            await run("docker", ["kill", engine()]);
            await restartEngine(site());
            const running = await dockerIn(site(), "container", "ls", "--format", "{{.Names}}");
            assert.match(running, /^lives$/m);
        });

        it("gone with its data: a new one has all that was declared, and nothing else", async () => {
            await run("docker", ["rm", "--force", engine()]);
            await run("docker", ["volume", "rm", site().container("engine-data")]);
            await restartEngine(site());
            const all = await dockerIn(site(), "container", "ls", "--all", "--format", "{{.Names}}");
            assert.match(all, /pcocc-run-hello/);
            assert.doesNotMatch(all, /lives/);
            await site().up("--expect-no-changes");
        });

        it("that does not start, or not in time: it says so, and what to do", async () => {
            const log = (): Promise<string> => run("sh", ["-c", 'docker logs "$1" 2>&1', "sh", engine()]);
            const fail = async (settings: Record<string, unknown>): Promise<string> => {
                site().writeWith({ rotation: { certificates: 1 }, ...settings });
                assert.notEqual((await site().pulumi("up", "--yes", "--skip-preview")).exitCode, 0);
                return log();
            };
            const refused = await fail({ startTimeout: "5s", daemonConfig: { nonsense: true } });
            assert.match(refused, /nonsense/);
            assert.match(refused, /the docker daemon ended before it answered/);
            // A tenth of a core is too little for a second.
            await fail({ startTimeout: "1s", cores: 0.1 });
            await eventually(10_000, async () =>
                assert.match(await log(), /timed out after 1 s while waiting for the docker daemon to start/),
            );
        });

        it("gone for good: the site can be destroyed, and leaves nothing", async () => {
            await run("docker", ["rm", "--force", engine()]);
            await run("docker", ["volume", "rm", site().container("engine-data")]);
            await site().destroy();
            assert.deepEqual(await site().census(), []);
        });
    });
}
