import assert from "node:assert/strict";

import { BuiltImage, type BuiltImageArgs } from "../../../components/image/built-image";
import { imageIdOf } from "../../support/engine";
import { record } from "../../support/monitor";

const ARGS: BuiltImageArgs = { context: "images/haproxy" };
const recordImage = (args: Partial<BuiltImageArgs> = {}) => record(() => new BuiltImage("web", { ...ARGS, ...args }));

/** Tags of images that differ in their arguments. There is one recording at a time. */
async function tagsOf(images: readonly Partial<BuiltImageArgs>[]): Promise<Set<string>> {
    const tags = new Set<string>();
    for (const args of images) {
        tags.add((await recordImage(args)).the("image", "web").inputs.name);
    }
    return tags;
}

describe("built image", () => {
    it("is named after its stack and its content, with a context that is the same everywhere", async () => {
        const { inputs, options } = (await recordImage({ target: "web", buildArgs: { A: "1" } })).the("image", "web");
        assert.match(inputs.name, /^test-web:[0-9a-f]{16}$/);
        assert.equal(inputs.build?.context, "images/haproxy");
        assert.equal(inputs.build?.target, "web");
        assert.deepEqual(inputs.build?.buildArgs, { A: "1" });
        assert.equal(options.deleteBeforeReplace, false);
    });

    it("is another one with another stage, argument, or wish for a new build, and the same in another order", async () => {
        const different = [
            {},
            { target: "web" },
            { buildArgs: { A: "1" } },
            { buildArgs: { A: "2" } },
            { bust: "2026-11-21" },
        ];
        assert.equal((await tagsOf(different)).size, different.length);
        assert.equal((await tagsOf([{ buildArgs: { A: "1", B: "2" } }, { buildArgs: { B: "2", A: "1" } }])).size, 1);
    });

    it("starts from its base, and follows it", async () => {
        const recording = await record(() => new BuiltImage("web", { ...ARGS, base: new BuiltImage("base", ARGS) }));
        const { inputs } = recording.the("image", "web");
        assert.equal(inputs.build?.buildArgs?.["BASE"], recording.the("image", "base").inputs.name);
        assert.deepEqual(inputs.triggers, { base: imageIdOf("base") });
    });

    it("needs a Dockerfile", async () => {
        await assert.rejects(
            recordImage({ context: "images" }),
            /there is no .*Dockerfile, name a folder that has one/,
        );
    });
});
