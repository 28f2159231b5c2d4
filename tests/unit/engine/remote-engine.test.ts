import assert from "node:assert/strict";

import { RemoteEngine, type RemoteEngineArgs } from "../../../components/engine/remote-engine";
import { record } from "../../support/monitor";

const CLIENT = { ca: "the authority", cert: "our certificate", key: "our key" };
const recordEngine = (args: RemoteEngineArgs) => record(() => ({ engine: new RemoteEngine("far", args).env }));

describe("remote engine", () => {
    it("is reached over mutual TLS, by material that stays secret", async () => {
        const recording = await recordEngine({ host: "tcp://node1:2376", client: CLIENT, certificateFolder: "~/c" });
        const { inputs, secrets } = recording.the("provider", "far-provider");
        assert.deepEqual(
            [inputs.host, inputs.caMaterial, inputs.keyMaterial],
            ["tcp://node1:2376", CLIENT.ca, CLIENT.key],
        );
        assert.deepEqual([...secrets].sort(), ["caMaterial", "certMaterial", "keyMaterial"]);
        assert.deepEqual(recording.stackOutputs, {
            engine: { DOCKER_HOST: "tcp://node1:2376", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "~/c" },
        });
    });

    it("is reached over ssh without any", async () => {
        const recording = await recordEngine({ host: "ssh://me@node1" });
        assert.deepEqual(recording.the("provider", "far-provider").secrets, []);
        assert.deepEqual(recording.stackOutputs, { engine: { DOCKER_HOST: "ssh://me@node1" } });
    });

    it("is not open to everyone", async () => {
        await assert.rejects(recordEngine({ host: "tcp://node1:2375" }), /mutual TLS alone; give ca, cert and key/);
    });
});
