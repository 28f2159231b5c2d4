import assert from "node:assert/strict";

import { EngineCertificates, type EngineCertificatesArgs } from "../../../components/engine/engine-certificates";
import { assertEach } from "../../support/assert-each";
import { privateKeyOf } from "../../support/engine";
import { record } from "../../support/monitor";

const ARGS: EngineCertificatesArgs = { hosts: ["localhost", "127.0.0.1"], lifetime: "48h" };
const recordCertificates = (args: Partial<EngineCertificatesArgs> = {}) =>
    record(() => new EngineCertificates("own", { ...ARGS, ...args }));

describe("engine certificates", () => {
    it("are one for the engine and one for its clients, which cannot stand in for each other", async () => {
        const recording = await recordCertificates();
        const uses = (name: string) => recording.the("certificate", name).inputs.allowedUses;
        assert.deepEqual(recording.names("certificate"), ["own-client", "own-server"]);
        assert.deepEqual(uses("own-server"), ["digital_signature", "server_auth"]);
        assert.deepEqual(uses("own-client"), ["digital_signature", "client_auth"]);
    });

    it("are signed by an authority of their own, with keys of their own", async () => {
        const recording = await recordCertificates();
        const { inputs } = recording.the("rootCertificate", "own-ca");
        assert.deepEqual([inputs.isCaCertificate, inputs.allowedUses], [true, ["cert_signing", "crl_signing"]]);
        assertEach(recording.all("certificate"), (it) => it.inputs.caPrivateKeyPem === privateKeyOf("own-ca"));
        assertEach(recording.all("certificateRequest"), (it) => it.inputs.privateKeyPem === privateKeyOf(it.name));
        assertEach(recording.all("privateKey"), ({ inputs: key }) => key.ecdsaCurve === "P256");
    });

    it("name every name and address once, each as what it is, in one order", async () => {
        const hosts = ["node1", "192.0.2.1", "localhost", "::1", "127.0.0.1", "node1"];
        const recording = await recordCertificates({ hosts });
        const { inputs } = recording.the("certificateRequest", "own-server");
        assert.deepEqual(inputs.dnsNames, ["localhost", "node1"]);
        assert.deepEqual(inputs.ipAddresses, ["127.0.0.1", "192.0.2.1", "::1"]);
    });

    it("live as long as they are told, and are renewed in the last third of it", async () => {
        const recording = await recordCertificates({ lifetime: "90m" });
        const all = [...recording.all("certificate"), ...recording.all("rootCertificate")];
        assertEach(all, ({ inputs }) => inputs.validityPeriodHours === 2 && inputs.earlyRenewalHours === 0);
        const longer = (await recordCertificates()).all("certificate");
        assertEach(longer, ({ inputs }) => inputs.validityPeriodHours === 48 && inputs.earlyRenewalHours === 16);
    });

    it("get new keys with a new epoch", async () => {
        const trigger = async (epoch?: number) =>
            (await recordCertificates({ epoch })).the("privateKey", "own-ca").options.replacementTrigger;
        assert.equal(await trigger(), await trigger(0));
        assert.notEqual(await trigger(0), await trigger(1));
    });

    it("keep their private keys secret", async () => {
        const recording = await recordCertificates();
        assertEach(recording.all("privateKey"), ({ options }) =>
            options.additionalSecretOutputs.includes("privateKeyPem"),
        );
        assertEach(recording.all("certificate"), ({ secrets }) => secrets.includes("caPrivateKeyPem"));
    });
});
