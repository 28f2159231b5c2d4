import assert from "node:assert/strict";

import { lastWordsOfBuild } from "../../../scripts/stack/failed-build";
import { run } from "../../../scripts/toolchain/run";
import type { LiveSite } from "../../support/live-site";
import { openChamiSite } from "../../support/openchami-site";
import { OwnEngine } from "../../support/own-engine";

/** Megabytes: less than the first image has, and enough for it. */
const DISK = { small: 60, large: 600 };
/** The first image alone: what it is made of needs no network. */
const FIRST_IMAGE = ["engine", "openchami", "openchami-image", "openchami-image-base"].flatMap((name) => [
    "--target",
    `**::${name}`,
]);

/** @param engine A site with an engine of its own, whose image is used for another one. */
export function describeFullDisk(engine: () => LiveSite): void {
    describe("a disk that is full during a build", () => {
        let own: OwnEngine;
        let site: LiveSite;
        before(async () => {
            const format = ["--format", "{{.Image}}", engine().container("engine-dockerd")];
            const image = await run("docker", ["inspect", ...format]);
            own = await OwnEngine.start(image, engine().options.stack, DISK.small);
            site = await openChamiSite({}, { engine: { host: own.host } });
        });
        after(async () => {
            await site?.remove();
            await own?.remove();
        });

        it("is told with the place to make room in, and leaves nothing of the build", async () => {
            const { exitCode, stdout } = await site.pulumi("up", "--yes", "--skip-preview", ...FIRST_IMAGE);
            assert.notEqual(exitCode, 0);
            assert.match(stdout, /no space left on device/);
            const said = await lastWordsOfBuild(site.options);
            assert.match(said ?? "", /disk full: free some space below the Docker Root Dir of the engine at unix:/);
            assert.equal(await own.docker("image", "ls", "--all", "--quiet"), "");
            assert.equal(await own.docker("container", "ls", "--all", "--quiet"), "");
        });

        it("is no obstacle once it has room again", async () => {
            await own.resize(DISK.large);
            await site.up(...FIRST_IMAGE);
            assert.match(await own.docker("image", "ls"), /openchami-image-base/);
            await site.destroy();
            assert.equal(await own.docker("image", "ls", "--all", "--quiet"), "");
        });
    });
}
