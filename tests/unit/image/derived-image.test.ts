import assert from "node:assert/strict";

import { DerivedImage, type DerivedImageArgs } from "../../../components/image/derived-image";
import { record } from "../../support/monitor";

const BASE = { reference: "busybox:latest", imageId: "sha256:1111" };
const recordImage = async (args: Partial<DerivedImageArgs> = {}) =>
    (await record(() => new DerivedImage("new", { base: BASE, commands: ["touch /newfile"], ...args }))).the(
        "image",
        "new",
    ).inputs;

describe("derived image", () => {
    it("is another image with commands on top, one after the other", async () => {
        const { build } = await recordImage({ commands: ["touch /b", "touch /a"] });
        assert.deepEqual(build?.buildArgs, { BASE: "busybox:latest", COMMANDS: "touch /b\ntouch /a" });
    });

    it("is a new one with each command, order and base", async () => {
        const names = [
            await recordImage(),
            await recordImage({ commands: ["touch /a", "touch /b"] }),
            await recordImage({ commands: ["touch /b", "touch /a"] }),
            await recordImage({ base: { ...BASE, imageId: "sha256:2222" } }),
        ].map(({ name }) => name);
        assert.equal(new Set(names).size, 4);
    });

    it("needs a command", async () => {
        await assert.rejects(recordImage({ commands: [] }), /must have at least one command, got none/);
    });
});
