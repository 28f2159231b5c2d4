import assert from "node:assert/strict";

import { enginesIn } from "../../../scripts/stack/dead-engines";
import { readSnapshot } from "../../../scripts/stack/snapshot";
import { run } from "../../../scripts/toolchain/run";
import { dockerIn } from "../../support/job-engine";
import type { LiveSite } from "../../support/live-site";

export function describeEngineLoss(site: () => LiveSite): void {
    const engine = (): string => site().container("engine-dockerd");
    /** What `npm start` does when it finds the engine dead. */
    const restart = async (): Promise<void> => {
        const [parts] = enginesIn((await readSnapshot(site().options)) ?? {});
        assert.equal(parts?.container, engine());
        await site().up("--refresh", ...parts.urns.flatMap((urn) => ["--target", urn]));
        await site().up("--refresh");
    };

    describe("survives its engine", () => {
        it("killed: it comes back with what runs in it", async () => {
            await dockerIn(
                site(),
                ..."run --detach --restart unless-stopped --name lives busybox sleep 1000".split(" "),
            );
            await run("docker", ["kill", engine()]);
            await restart();
            const running = await dockerIn(site(), "container", "ls", "--format", "{{.Names}}");
            assert.match(running, /^lives$/m);
        });

        it("gone with its data: a new one has all that was declared, and nothing else", async () => {
            await run("docker", ["rm", "--force", engine()]);
            await run("docker", ["volume", "rm", site().container("engine-data")]);
            await restart();
            const all = await dockerIn(site(), "container", "ls", "--all", "--format", "{{.Names}}");
            assert.match(all, /pcocc-run-hello/);
            assert.doesNotMatch(all, /lives/);
            await site().up("--expect-no-changes");
        });

        it("that does not start in time: it says so, and what to do", async () => {
            site().writeWith({ rotation: { certificates: 1 }, startTimeout: "5s", daemonConfig: { nonsense: true } });
            const { exitCode } = await site().pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            const log = await run("sh", ["-c", 'docker logs "$1" 2>&1', "sh", engine()]);
            assert.match(log, /nonsense/);
            assert.match(log, /timed out after 5 s while waiting for the docker daemon to start/);
        });

        it("gone for good: the site can be destroyed, and leaves nothing", async () => {
            await run("docker", ["rm", "--force", engine()]);
            await run("docker", ["volume", "rm", site().container("engine-data")]);
            await site().destroy();
            assert.deepEqual(await site().census(), []);
        });
    });
}
