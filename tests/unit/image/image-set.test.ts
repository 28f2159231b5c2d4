import assert from "node:assert/strict";

import { ImageSet, type ImageSetArgs } from "../../../components/image/image-set";
import { imageIdOf } from "../../support/engine";
import { record } from "../../support/monitor";

const recordSet = (args: ImageSetArgs) => record(() => new ImageSet("set", args));

describe("image set", () => {
    it("holds what is asked for, and the bases that it is built on", async () => {
        const recording = await recordSet({ images: ["smd", "opaal"] });
        assert.deepEqual(recording.names("image"), ["set-base", "set-opaal", "set-smd"]);
        assert.deepEqual(recording.awaited(recording.the("image", "set-smd"), "image"), ["set-base"]);
    });

    it("pulls what the site says, and no base for it", async () => {
        const recording = await recordSet({ images: ["opaal"], pulled: { opaal: "nginx:1.26" } });
        assert.deepEqual(recording.names("image"), ["set-opaal"]);
        assert.equal(recording.the("image", "set-opaal").inputs.name, "nginx:1.26");
    });

    it("builds on a base that is pulled", async () => {
        const recording = await recordSet({ images: ["opaal"], pulled: { base: "debian:bookworm-slim" } });
        assert.deepEqual(recording.names("image"), ["set-base", "set-opaal"]);
        const opaal = recording.the("image", "set-opaal");
        assert.deepEqual(opaal.inputs.build?.buildArgs, { BASE: "debian:bookworm-slim" });
    });

    it("ignores what is pulled but not needed", async () => {
        const recording = await recordSet({ images: ["base"], pulled: { smd: "smd:1" } });
        assert.deepEqual(recording.names("image"), ["set-base"]);
    });

    it("is the same in any order", async () => {
        const one = await recordSet({ images: ["smd", "bss", "base"] });
        const other = await recordSet({ images: ["base", "bss", "smd", "bss"] });
        assert.deepEqual(other.sorted(), one.sorted());
    });

    it("knows the ids of its images and of no others", async () => {
        const recording = await record(() => {
            const set = new ImageSet("set", { images: ["opaal"] });
            assert.throws(() => set.id("smd"), { message: 'image "smd" is not in the set, add it to `images`' });
            return { id: set.id("opaal") };
        });
        assert.equal(recording.stackOutputs["id"], imageIdOf("set-opaal"));
    });
});
