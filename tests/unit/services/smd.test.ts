import assert from "node:assert/strict";

import { passwordOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { variable } from "../../support/recording";
import { type TourArgs, tour } from "../../support/tour";

const recordSmd = (smd: TourArgs["smd"] = {}) => record(() => void tour({ smd }).smd());

describe("smd", () => {
    it("is initialised before it runs, in the same database", async () => {
        const recording = await recordSmd();
        const [init, smd] = ["tour-smd-init", "tour-smd"].map((name) => recording.the("container", name));
        assert.ok(init && smd);
        for (const container of [init, smd]) {
            assert.equal(variable(container, "SMD_DBNAME"), "hmsds");
            assert.equal(variable(container, "SMD_DBPASS"), passwordOf("tour-hmsds-password"));
        }
        assert.deepEqual(recording.awaited(init, "container"), ["tour-postgres"]);
        assert.deepEqual(recording.awaited(smd, "container"), ["tour-opaal", "tour-smd-init"]);
    });

    it("checks tokens by opaal's keys", async () => {
        const smd = (await recordSmd()).the("container", "tour-smd");
        assert.equal(variable(smd, "SMD_JWKS_URL"), "http://opaal:3333/keys");
    });

    it("publishes no port unless it is told where", async () => {
        const ports = async (publish?: { hostPort: number; address?: string }) =>
            (await recordSmd({ publish })).the("container", "tour-smd").inputs.ports;
        assert.deepEqual(await ports(), []);
        assert.deepEqual(await ports({ hostPort: 1234 }), [
            { internal: 27779, external: 1234, ip: "127.0.0.1", protocol: "tcp" },
        ]);
        const [elsewhere] = (await ports({ hostPort: 1234, address: "192.0.2.7" })) ?? [];
        assert.equal(elsewhere?.ip, "192.0.2.7");
    });

    it("answers for the prefixes that it is given", async () => {
        await record(() => {
            const smd = tour({ smd: { prefixes: ["/inventory"] } }).smd();
            assert.deepEqual(smd.route, { service: "smd", port: 27779, prefixes: ["/inventory"] });
        });
    });
});
