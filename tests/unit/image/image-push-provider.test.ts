import assert from "node:assert/strict";

import { imagePushProvider as provider } from "../../../components/image/image-push-provider";

const INPUTS = {
    imageId: "sha256:01",
    repository: "registry:5000/group/name",
    tag: "latest",
    user: "student",
    token: "old",
    engine: { host: "tcp://engine:2376", key: "old" },
};
const STATE = { ...INPUTS, digest: "sha256:02" };

describe("what pushes images", () => {
    const changes = async (differing: object) =>
        (await provider.diff!("id", STATE, { ...INPUTS, ...differing })).changes;

    const pushed = { imageId: "sha256:03", repository: "registry:5000/group/other", tag: "2" };
    for (const [input, value] of Object.entries(pushed)) {
        it(`pushes again for another ${input}, and replaces nothing`, async () => {
            const diff = await provider.diff!("id", STATE, { ...INPUTS, [input]: value });
            assert.deepEqual(diff, { changes: true });
        });
    }

    it("remembers other credentials and another way to the engine without a push", async () => {
        const others = [{ token: "new", user: "other" }, { engine: { host: "tcp://127.0.0.1:1", key: "new" } }];
        for (const differing of others) {
            assert.equal(await changes(differing), true);
            const inputs = { ...INPUTS, ...differing };
            assert.deepEqual(await provider.update!("id", STATE, inputs), {
                outs: { ...inputs, digest: STATE.digest },
            });
        }
        assert.equal(await changes({}), false);
    });

    it("deletes nothing at the registry", () => {
        assert.equal(provider.delete, undefined);
    });
});
