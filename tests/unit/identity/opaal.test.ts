import assert from "node:assert/strict";

import { passwordOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { upload } from "../../support/recording";
import { tour } from "../../support/tour";

describe("opaal", () => {
    it("holds the service client's credentials in a file that is secret", async () => {
        const opaal = (await record(() => void tour().opaal())).the("container", "tour-opaal");
        const credentials = `opaal:${passwordOf("tour-opaal-client-secret")}`;
        const header = `Basic ${Buffer.from(credentials).toString("base64")}`;
        assert.ok(upload(opaal, "/etc/opaal/nginx.conf").includes(header));
        assert.deepEqual(opaal.secrets, ["uploads[0].content"]);
    });

    it("starts when hydra knows its clients", async () => {
        const recording = await record(() => void tour().opaal());
        const opaal = recording.the("container", "tour-opaal");
        assert.deepEqual(recording.awaited(opaal, "container"), ["tour-hydra-client"]);
    });

    it("is reached from outside for keys, and for tokens with credentials", async () => {
        await record(() => {
            assert.deepEqual(tour().opaal().route, {
                service: "opaal",
                port: 3333,
                prefixes: ["/token", "/keys"],
                credentialsRequiredAt: ["/token"],
            });
        });
    });

    it("is healthy when it can pass on hydra's keys", async () => {
        const opaal = (await record(() => void tour().opaal())).the("container", "tour-opaal");
        assert.equal(opaal.inputs.healthcheck?.tests?.at(-1), "http://127.0.0.1:3333/keys");
    });

    it("needs a client that hydra knows", async () => {
        await assert.rejects(
            record(() => void tour({ opaal: { serviceClient: "stranger" } }).opaal()),
            /OAuth client "stranger" is not declared/,
        );
    });
});
