import assert from "node:assert/strict";

import { lastWordsOfBuild } from "../../../scripts/stack/failed-build";
import { engineHost } from "../../../scripts/toolchain/engine";
import type { LiveSite } from "../../support/live-site";

const UNSIGNED = { version: "2.2.0-5.el8", repos: ["file:///srv/daos/unsigned/"] };

/** By what is wrong: what the site says, and what dnf or rpm say to that. */
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
    "a version that is not there": [{ version: "9.9.9-9.el8" }, /No match for argument: daos-9\.9\.9-9\.el8/],
    "a base image that is not there": [
        { baseImage: { name: "hpc-stacks-fixture/none", tag: "1" } },
        /hpc-stacks-fixture\/none/,
    ],
};

export function describeBuilds(site: () => LiveSite): void {
    describe("that cannot be built", () => {
        const lastWords = async () =>
            (await lastWordsOfBuild({ ...site().options, engine: await engineHost(undefined) })) ?? "";

        for (const [what, [different, words]] of Object.entries(FAILURES)) {
            it(`says so of ${what}`, async () => {
                site().writeWith(different);
                assert.match(await lastWords(), words);
            });
        }

        it("is not brought up half", async () => {
            site().writeWith({ version: "9.9.9-9.el8" });
            const { exitCode } = await site().pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            assert.deepEqual(
                (await site().census()).filter((entry) => !entry.startsWith("volume ")),
                [],
            );
            site().reset();
            await site().destroy();
        });
    });
}
