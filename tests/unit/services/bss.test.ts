import assert from "node:assert/strict";

import { passwordOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { variable } from "../../support/recording";
import { type TourArgs, tour } from "../../support/tour";

const recordBss = (bss: TourArgs["bss"] = {}) => record(() => void tour({ bss }).bss());

describe("bss", () => {
    it("is initialised before it runs, and runs behind smd", async () => {
        const recording = await recordBss();
        const [init, bss] = ["tour-bss-init", "tour-bss"].map((name) => recording.the("container", name));
        assert.ok(init && bss);
        assert.equal(variable(init, "BSS_DBPASS"), passwordOf("tour-bssdb-password"));
        assert.equal(variable(bss, "BSS_DBPASS"), passwordOf("tour-bssdb-password"));
        assert.deepEqual(recording.awaited(init, "container"), ["tour-postgres"]);
        assert.deepEqual(recording.awaited(bss, "container"), ["tour-bss-init", "tour-smd"]);
    });

    it("gets its tokens and checks others' at opaal, and asks smd for nodes", async () => {
        const bss = (await recordBss()).the("container", "tour-bss");
        assert.equal(variable(bss, "BSS_JWKS_URL"), "http://opaal:3333/keys");
        assert.equal(variable(bss, "BSS_OAUTH2_ADMIN_BASE_URL"), "http://opaal:3333");
        assert.equal(variable(bss, "HSM_URL"), "http://smd:27779");
    });

    it("sends nodes to the gateway over https", async () => {
        const bss = (await recordBss({ domain: "boot.example.com" })).the("container", "tour-bss");
        assert.deepEqual(
            [variable(bss, "BSS_IPXE_SERVER"), variable(bss, "BSS_CHAIN_PROTO")],
            ["boot.example.com", "https"],
        );
    });

    it("is silent unless it is told to debug", async () => {
        assert.equal(variable((await recordBss()).the("container", "tour-bss"), "BSS_DEBUG"), "false");
        assert.equal(variable((await recordBss({ debug: true })).the("container", "tour-bss"), "BSS_DEBUG"), "true");
    });

    it("has a prefix of upstream's that it does not know itself", async () => {
        await record(() => {
            assert.deepEqual(tour().bss().route, {
                service: "bss",
                port: 27778,
                prefixes: ["/boot/v1"],
                stripPrefix: "/apis/bss",
            });
        });
    });
});
