import assert from "node:assert/strict";

import type { DockerClient } from "../../../scripts/stack/docker-client";
import { checkEngineVersion } from "../../../scripts/stack/engine-version";

/** A client of an engine that answers so, or not at all. */
const client = (run: () => Promise<string>): DockerClient => ({ host: "tcp://node1:2376", run }) as DockerClient;
const refusing = (message: string): DockerClient => client(() => Promise.reject(new Error(message)));

describe("the version of an engine", () => {
    it("is no matter where its client understands it", () => checkEngineVersion(client(() => Promise.resolve("1.51"))));

    for (const [what, words] of [
        ["new", "client version 1.24 is too old. Minimum supported API version is 1.44"],
        ["old", "client version 1.51 is too new. Maximum supported API version is 1.41"],
    ] as const) {
        it(`is told where the engine is too ${what}, with what it answers`, async () => {
            await assert.rejects(
                checkEngineVersion(refusing(`docker version failed:\n    Error response from daemon: ${words}\n`)),
                new RegExp(`tcp://node1:2376 does not understand [^]*\\nError response from daemon: ${words}$`),
            );
        });
    }

    it("is not what stops an update where something else is wrong", () =>
        checkEngineVersion(refusing("spawn docker ENOENT")));
});
