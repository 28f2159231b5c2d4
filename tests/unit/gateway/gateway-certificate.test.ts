import assert from "node:assert/strict";

import { record } from "../../support/monitor";
import { variable } from "../../support/recording";
import { type TourArgs, tour } from "../../support/tour";

const recordSidecar = async (certificate: TourArgs["certificate"] = {}) => {
    const recording = await record(() => void tour({ certificate }).certificate());
    return { recording, sidecar: recording.the("container", "tour-cert-sidecar") };
};

describe("gateway certificate", () => {
    it("is for the domain, under which the authority finds the sidecar", async () => {
        const { sidecar } = await recordSidecar({ domain: "www.example.com" });
        assert.equal(variable(sidecar, "DOMAIN"), "www.example.com");
        assert.deepEqual(sidecar.inputs.networksAdvanced?.[0]?.aliases, ["cert-sidecar", "www.example.com"]);
    });

    it("is asked of the authority once that is healthy", async () => {
        const { recording, sidecar } = await recordSidecar();
        assert.equal(variable(sidecar, "CA_URL"), "https://step-ca:9000");
        assert.deepEqual(recording.awaited(sidecar, "container"), ["tour-step-ca"]);
    });

    it("is renewed after the period that is given, or when the sidecar sees fit", async () => {
        const { sidecar } = await recordSidecar({ renewPeriod: "20s" });
        assert.equal(variable(sidecar, "RENEW_PERIOD"), "20s");
        assert.equal(variable((await recordSidecar()).sidecar, "RENEW_PERIOD"), undefined);
    });

    it("is written by the sidecar, which only reads the root certificate", async () => {
        const { sidecar } = await recordSidecar();
        const writable: Record<string, boolean> = {};
        for (const { volumeName, readOnly } of sidecar.inputs.volumes ?? []) {
            writable[String(volumeName)] = !readOnly;
        }
        assert.deepEqual(writable, {
            "test-tour-haproxy-certs": true,
            "test-tour-haproxy-run": true,
            "test-tour-step-root-ca": false,
        });
    });
});
