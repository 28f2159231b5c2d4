import assert from "node:assert/strict";
import { createHash, randomInt } from "node:crypto";

import { recover } from "../../../scripts/stack/recover";
import { readSnapshot } from "../../../scripts/stack/snapshot";
import { standingEngines } from "../../../scripts/stack/stack-engines";
import { run } from "../../../scripts/toolchain/run";
import { assertNoDrift } from "../../support/drifted";
import type { LiveSite } from "../../support/live-site";

const KILLS = 10;
/** Where the site's data is, in the container that has its volume. */
const MARK = "/var/lib/docker/mark-of-the-test";
const UP = ["up", "--yes", "--skip-preview"];

/** A small site, of which every second update is its first one: made from nothing, but for its data. */
export function describeKills(site: () => LiveSite): void {
    describe("pulumi up, killed at ten random moments", () => {
        // `HPC_STACKS_SEED=<seed>` kills at the same moments again.
        const seed = process.env["HPC_STACKS_SEED"] ?? String(randomInt(2 ** 31));
        const engine = (): string => site().container("engine-dockerd");
        const lengths = { creation: 0, change: 0 };
        let declared: string[];
        let rotation = 0;

        const rotate = (): void => site().writeWith({ rotation: { certificates: (rotation += 1) } });
        const timed = async (): Promise<number> => {
            const begin = Date.now();
            await site().up();
            return Date.now() - begin;
        };

        before(async () => {
            await run("docker", ["exec", engine(), "sh", "-c", `echo kept > ${MARK}`]);
            // Its layers stay under another name, so that no creation builds them anew.
            const image = await run("docker", ["inspect", "--format", "{{.Image}}", engine()]);
            await run("docker", ["tag", image, `${site().options.stack}-layers`]);
            declared = await site().census();
            rotate();
            lengths.change = await timed();
            await site().destroy();
            lengths.creation = await timed();
            console.log(`      seed ${seed}, a creation takes ${lengths.creation} ms, a change ${lengths.change} ms`);
        });

        for (let index = 0; index < KILLS; index++) {
            const kind = index % 2 === 0 ? "creation" : "change";
            const part = (index + fraction(`${seed} ${index}`)) / KILLS;

            it(`of a ${kind}, after ${Math.round(part * 100)} % of its time`, async () => {
                if (kind === "creation") {
                    await site().destroy();
                } else {
                    rotate();
                }
                await site().killAfter(part * lengths[kind], ...UP);
                const engines = () => standingEngines(site().options);
                await recover({ ...site().options, engines, say: () => undefined });
                await site().up();

                assert.deepEqual(await site().census(), declared);
                assert.equal(await run("docker", ["exec", engine(), "cat", MARK]), "kept");
                assert.deepEqual((await readSnapshot(site().options))?.pending_operations ?? [], []);
                await assertNoDrift(site());
            });
        }

        it("leaves what a second update does not change", () => site().up("--expect-no-changes"));
    });
}

/** A number from 0 to 1 that a text always gives. */
function fraction(text: string): number {
    return createHash("sha256").update(text).digest().readUInt32BE() / 2 ** 32;
}
