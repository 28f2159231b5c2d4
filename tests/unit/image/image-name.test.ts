import assert from "node:assert/strict";

import { engineClient } from "../../../components/image/engine-client";
import { nameImage } from "../../../components/image/engine-images";
import { listedName, nameParts } from "../../../components/image/image-name";

const DIGEST = `sha256:${"0".repeat(64)}`;

describe("the name of an image", () => {
    /** What each name says, and how the engine lists it. */
    const NAMES: Record<string, readonly [repository: string, tag?: string, digest?: string, listed?: string]> = {
        busybox: ["busybox", undefined, undefined, "busybox:latest"],
        "busybox:1": ["busybox", "1"],
        "host:5000/a": ["host:5000/a", undefined, undefined, "host:5000/a:latest"],
        "host:5000/a:2": ["host:5000/a", "2"],
        [`a@${DIGEST}`]: ["a", undefined, DIGEST],
        [`host:5000/a@${DIGEST}`]: ["host:5000/a", undefined, DIGEST],
        [`host:5000/a:2@${DIGEST}`]: ["host:5000/a", "2", DIGEST, `host:5000/a@${DIGEST}`],
    };
    for (const [name, [repository, tag, digest, listed = name]] of Object.entries(NAMES)) {
        it(`${name} is listed as ${listed}`, () => {
            assert.deepEqual(nameParts(name), { repository, tag, digest });
            assert.equal(listedName(name), listed);
            assert.equal(listedName(listed), listed);
        });
    }

    it("cannot be given where it has a digest, and no engine is asked", async () => {
        const nobody = engineClient({ host: "unix:///nonexistent" });
        await assert.rejects(nameImage(nobody, DIGEST, `a:1@${DIGEST}`), /got "a:1@sha256:0+": leave out @sha256/);
    });
});
