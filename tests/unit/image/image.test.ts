import assert from "node:assert/strict";

import { Image, type ImageArgs } from "../../../components/image/image";
import { contextHash } from "../../../images/context";
import { imageIdOf } from "../../support/engine";
import { type RecordOptions, record } from "../../support/monitor";

const recordImage = (args: () => ImageArgs, options?: RecordOptions) =>
    record(() => {
        const { imageId, reference } = new Image("img-opaal", args());
        return { imageId, reference };
    }, options);

describe("image", () => {
    it("that is pulled stays on the engine, where others may use it", async () => {
        const recording = await recordImage(() => ({ image: "opaal", pulled: "nginx:1.26@sha256:00" }));
        const { inputs } = recording.the("image", "img-opaal");
        assert.deepEqual(inputs, { name: "nginx:1.26@sha256:00", keepLocally: true });
    });

    it("that is built is named after its stack and its content", async () => {
        const recording = await recordImage(() => ({ image: "opaal" }), { stack: "Site" });
        const { inputs, options } = recording.the("image", "img-opaal");
        assert.equal(inputs.name, `site-img-opaal:${contextHash("opaal")}`);
        // The new one is there before the old one goes, because containers still run the old one.
        assert.equal(options.deleteBeforeReplace, false);
        assert.equal(inputs.keepLocally, undefined);
    });

    it("that is built has the same context on every machine, and our labels", async () => {
        const { inputs } = (await recordImage(() => ({ image: "opaal" }))).the("image", "img-opaal");
        assert.equal(inputs.build?.context, "images/opaal");
        assert.equal(inputs.build?.dockerfile, "Dockerfile");
        assert.deepEqual(inputs.build?.labels, { "hpc-stacks.name": "img-opaal", "hpc-stacks.stack": "test" });
        assert.deepEqual(inputs.build?.buildArgs, {});
    });

    it("starts from its base, which is there first", async () => {
        const recording = await recordImage(() => ({ image: "opaal", base: new Image("img-base", { image: "base" }) }));
        const opaal = recording.the("image", "img-opaal");
        assert.deepEqual(opaal.inputs.build?.buildArgs, { BASE: `test-img-base:${contextHash("base")}` });
        assert.deepEqual(recording.awaited(opaal, "image"), ["img-base"]);
    });

    it("is used by its id, and built upon by its name", async () => {
        const recording = await recordImage(() => ({ image: "opaal", pulled: "nginx:1.26" }));
        assert.deepEqual(recording.stackOutputs, { imageId: imageIdOf("img-opaal"), reference: "nginx:1.26" });
    });
});
