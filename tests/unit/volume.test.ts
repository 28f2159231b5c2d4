import assert from "node:assert/strict";

import { Volume, type VolumePolicy } from "../../components/volume/volume";
import { record } from "../support/monitor";

async function volume(policy?: VolumePolicy) {
    const recording = await record(() => new Volume("data", { policy }));
    return recording.the("volume", "data");
}

describe("volume", () => {
    const policies = [
        { policy: undefined, protect: false, retainOnDelete: false },
        { policy: "delete", protect: false, retainOnDelete: false },
        { policy: "retain", protect: false, retainOnDelete: true },
        { policy: "protect", protect: true, retainOnDelete: false },
    ] as const;
    for (const { policy, protect, retainOnDelete } of policies) {
        it(`with policy ${policy}: protected ${protect}, left behind ${retainOnDelete}`, async () => {
            const { options } = await volume(policy);
            assert.deepEqual([options.protect, options.retainOnDelete], [protect, retainOnDelete]);
        });
    }

    it("keeps its name, by which the next stack of that name finds it", async () => {
        const { inputs, options } = await volume("retain");
        assert.equal(inputs.name, "test-data");
        assert.equal(options.deleteBeforeReplace, true);
    });

    it("may be made without a word", async () => {
        const recording = await record(() => new Volume("data"));
        assert.deepEqual(recording.names("volume"), ["data"]);
    });
});
