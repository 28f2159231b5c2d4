import assert from "node:assert/strict";

import { MongoPerso, type MongoPersoArgs } from "../../../components/database/mongo-perso";
import { imageIdOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { oneZone } from "../../support/tour";

const recordMongo = (args: Partial<MongoPersoArgs> = {}) =>
    record(() => {
        const base = { reference: "mongo:7", imageId: "sha256:0000" } as unknown as MongoPersoArgs["base"];
        const networks = oneZone(["mongo-perso"]);
        const { uri } = new MongoPerso("lab", { base, networks, publish: { hostPort: 27017 }, ...args });
        return { uri };
    });

describe("mongo-perso", () => {
    it("is an image of its own on MongoDB's, which starts the server by itself", async () => {
        const recording = await recordMongo();
        const { build } = recording.the("image", "lab-image-mongo-perso").inputs;
        assert.equal(build?.context, "components/database/mongo-perso");
        assert.deepEqual(build?.buildArgs, { BASE: "mongo:7" });
        const { inputs } = recording.the("container", "lab-mongo-perso");
        assert.equal(inputs.image, imageIdOf("lab-image-mongo-perso"));
        assert.deepEqual([inputs.entrypoints, inputs.command], [undefined, undefined]);
    });

    it("is reachable on port 27017 of localhost, or where it is told", async () => {
        assert.equal((await recordMongo()).stackOutputs["uri"], "mongodb://127.0.0.1:27017/artists");
        const other = await recordMongo({ publish: { hostPort: 1234, address: "192.0.2.1" } });
        assert.equal(other.stackOutputs["uri"], "mongodb://192.0.2.1:1234/artists");
        const [port] = other.the("container", "lab-mongo-perso").inputs.ports ?? [];
        assert.deepEqual([port?.internal, port?.external, port?.ip], [27017, 1234, "192.0.2.1"]);
    });

    it("is healthy when it answers where its clients ask, which it does not while it is initialised", async () => {
        const { inputs } = (await recordMongo()).the("container", "lab-mongo-perso");
        assert.deepEqual(inputs.healthcheck?.tests, ["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/27017"]);
    });

    for (const policy of ["delete", "retain", "protect"] as const) {
        it(`does with its documents what the site says: ${policy}`, async () => {
            const { options } = (await recordMongo({ volumes: policy })).the("volume", "lab-mongo-perso-data");
            assert.deepEqual([options.protect, options.retainOnDelete], [policy === "protect", policy === "retain"]);
        });
    }
});
