import assert from "node:assert/strict";

import { lastWordsOfBuild, lastWordsOfImage } from "../../../scripts/stack/failed-build";
import { siteEngine } from "../../../scripts/stack/stack-engines";
import type { LiveSite } from "../../support/live-site";
import { recordSite } from "../../support/sites";

const UNSIGNED = { version: "2.2.0-5.el8", repos: ["file:///srv/daos/unsigned/"] };
const NO_VERSION = { version: "9.9.9-9.el8" };
const NO_MATCH = /No match for argument: daos-9\.9\.9-9\.el8/;

/** By what is wrong: what the site says, and what dnf, rpm or the engine say to that. */
const FAILURES: Readonly<Record<string, [Record<string, unknown>, RegExp]>> = {
    "packages of another key": [
        { gpgKeys: ["file:///srv/base/RPM-GPG-KEY"] },
        /Public key for daos-2\.2\.0-4\.el8\.x86_64\.rpm is not installed/,
    ],
    "no key": [{ gpgKeys: [] }, /Public key for daos-2\.2\.0-4\.el8\.x86_64\.rpm is not installed/],
    "a key that is not there": [{ gpgKeys: ["file:///srv/daos/NO-KEY"] }, /NO-KEY/],
    "packages without signature": [UNSIGNED, /Package daos-2\.2\.0-5\.el8\.x86_64\.rpm is not signed/],
    "an id that no repository has": [
        { ...UNSIGNED, reposWithoutAuth: ["srv_daos_unsigned"] },
        /No matching repo to modify: srv_daos_unsigned\./,
    ],
    "a base image that is not there": [{ baseImage: { name: "fixture/none", tag: "1" } }, /fixture\/none/],
};

export function describeBuilds(site: () => LiveSite): void {
    /** What the engine says when it builds the agent's image for a site that differs so. */
    async function lastWords(different: Record<string, unknown>): Promise<string | undefined> {
        const section = { ...(site().config["daos"] as object), ...different };
        const recording = await recordSite({ "hpc-stacks:environments": ["daos"], "hpc-stacks:daos": section });
        const { inputs } = recording.the("image", "daos-agent-image");
        return lastWordsOfImage(inputs, await siteEngine(site().options));
    }

    describe("that cannot be built", () => {
        for (const [what, [different, words]] of Object.entries(FAILURES)) {
            it(`says so of ${what}`, async () => {
                assert.match((await lastWords(different)) ?? "", words);
            });
        }

        it("says nothing of packages without signature where the site allows them", async () => {
            assert.equal(await lastWords({ ...UNSIGNED, reposWithoutAuth: ["srv_daos_unsigned_"] }), undefined);
        });

        it("is not brought up half, and says why of a version that is not there", async () => {
            site().writeWith(NO_VERSION);
            const { exitCode } = await site().pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            assert.match((await lastWordsOfBuild(site().options)) ?? "", NO_MATCH);
            await site().destroy();
            assert.deepEqual(await site().census(), []);
        });
    });
}
