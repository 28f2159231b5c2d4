import assert from "node:assert/strict";

import { record } from "../../support/monitor";
import { upload, variable } from "../../support/recording";
import { type TourArgs, tour } from "../../support/tour";

const recordAuthority = (ca: TourArgs["ca"] = {}) => record(() => void tour({ ca }).ca());

describe("certificate authority", () => {
    it("has the name and signs for the time that it is told", async () => {
        const ca = (await recordAuthority({ authorityName: "Ours", lifetime: "6h" })).the("container", "tour-step-ca");
        assert.deepEqual([variable(ca, "CA_NAME"), variable(ca, "CERTIFICATE_LIFETIME")], ["Ours", "6h"]);
        assert.equal(variable(ca, "CA_DNS_NAMES"), "localhost,step-ca");
    });

    it("writes two volumes: its own, and the one with the root certificate", async () => {
        const ca = (await recordAuthority()).the("container", "tour-step-ca");
        assert.deepEqual(ca.inputs.volumes, [
            { volumeName: "test-tour-step-home", containerPath: "/home/step", readOnly: false },
            { volumeName: "test-tour-step-root-ca", containerPath: "/root_ca", readOnly: false },
        ]);
    });

    it("hands its root certificate out read-only", async () => {
        await record(() => {
            const ca = tour().ca();
            assert.equal(ca.rootMount.readOnly, true);
            assert.equal(ca.rootPath, "/root_ca/root_ca.crt");
            assert.equal(ca.url, "https://step-ca:9000");
        });
    });

    it("runs its script, which everyone may read and nobody write", async () => {
        const ca = (await recordAuthority()).the("container", "tour-step-ca");
        assert.match(upload(ca, "/step-ca.sh"), /^#!\/bin\/bash\n/);
        assert.equal(ca.inputs.uploads?.[0]?.permissions, "0555");
        assert.deepEqual(ca.inputs.entrypoints, ["/bin/bash", "/step-ca.sh"]);
    });

    it("does with its keys what the site says", async () => {
        const recording = await recordAuthority({ volumes: "protect" });
        for (const name of ["tour-step-home", "tour-step-root-ca"]) {
            assert.equal(recording.the("volume", name).options.protect, true, name);
        }
    });

    it("is given no secret: it makes its own", async () => {
        assert.deepEqual((await recordAuthority()).the("container", "tour-step-ca").secrets, []);
    });
});
