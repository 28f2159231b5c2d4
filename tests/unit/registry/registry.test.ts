import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { TlsAuthority } from "../../../components/ca/tls-authority";
import { Registry, type RegistryArgs } from "../../../components/registry/registry";
import { hashOf, passwordOf } from "../../support/engine";
import { record } from "../../support/monitor";
import { upload, variable } from "../../support/recording";
import { oneZone } from "../../support/tour";

const CONFIG = "/etc/docker/registry/config.yml";

const recordRegistry = (args: Partial<RegistryArgs> = {}) =>
    record(() => {
        const authority = new TlsAuthority("lab", { authorityName: "Example" });
        const networks = oneZone([args.service ?? "registry"]);
        const registry = new Registry("lab-registry", { image: "sha256:0000", networks, authority, ...args });
        return { address: registry.address, credentials: registry.credentials, ca: registry.ca };
    });

describe("registry", () => {
    it("is known by its service's name and to itself, in the certificate that the authority signs", async () => {
        const recording = await recordRegistry({ service: "hub" });
        const { inputs } = recording.the("certificateRequest", "lab-registry-request");
        assert.deepEqual([inputs.dnsNames, inputs.ipAddresses], [["hub", "localhost"], ["127.0.0.1"]]);
        const container = recording.the("container", "lab-registry");
        assert.equal(upload(container, "/etc/docker/registry/tls.crt"), "certificate<lab-registry-certificate>");
        assert.deepEqual(recording.stackOutputs["address"], "hub:5000");
        assert.deepEqual(recording.stackOutputs["ca"], "certificate<lab-ca>");
    });

    it("has its data in a volume, which a replaced container finds again", async () => {
        const recording = await recordRegistry({ volumes: "protect" });
        assert.equal(recording.the("volume", "lab-registry-data").options.protect, true);
        const [mount] = recording.the("container", "lab-registry").inputs.volumes ?? [];
        assert.deepEqual([mount?.volumeName, mount?.containerPath], ["test-lab-registry-data", "/var/lib/registry"]);
    });

    it("lets in its user by a bcrypt hash, and has no file with the token itself", async () => {
        const recording = await recordRegistry({ user: "student" });
        const container = recording.the("container", "lab-registry");
        const users = upload(container, "/etc/docker/registry/htpasswd");
        assert.equal(users, `student:${hashOf("lab-registry-token")}\n`);
        assert.deepEqual((parse(upload(container, CONFIG)) as { auth: unknown }).auth, {
            htpasswd: { realm: "registry", path: "/etc/docker/registry/htpasswd" },
        });
        assert.ok(!JSON.stringify(container.inputs).includes(passwordOf("lab-registry-token")));
        assert.ok(container.secrets.some((path) => path.startsWith("uploads")));
        assert.deepEqual(recording.stackOutputs["credentials"], {
            user: "student",
            token: passwordOf("lab-registry-token"),
        });
    });

    it("makes a new token for a new epoch", async () => {
        const keepers = async (tokenEpoch?: number) =>
            (await recordRegistry({ user: "student", tokenEpoch })).the("password", "lab-registry-token").inputs
                .keepers;
        assert.deepEqual(await keepers(), { epoch: "0" });
        assert.deepEqual(await keepers(7), { epoch: "7" });
    });

    it("is open to everyone without a user", async () => {
        const recording = await recordRegistry();
        assert.deepEqual(recording.names("password"), []);
        assert.equal(
            (parse(upload(recording.the("container", "lab-registry"), CONFIG)) as { auth?: unknown }).auth,
            undefined,
        );
        assert.equal(recording.stackOutputs["credentials"], undefined);
    });

    it("mirrors another one, which it verifies by that one's authority", async () => {
        const mirrors = { url: "https://hub:5000", ca: "the hub's authority" };
        const mirror = (await recordRegistry({ mirrors })).the("container", "lab-registry");
        assert.deepEqual((parse(upload(mirror, CONFIG)) as { proxy: unknown }).proxy, {
            remoteurl: "https://hub:5000",
        });
        assert.equal(upload(mirror, "/etc/docker/registry/upstream-ca.crt"), "the hub's authority");
        assert.equal(variable(mirror, "SSL_CERT_FILE"), "/etc/docker/registry/upstream-ca.crt");
    });

    it("trusts the public authorities where the other one has none of its own, and keeps what it logs in with secret", async () => {
        const credentials = { user: "account", token: pulumi.secret("hub's token") };
        const mirrors = { url: "https://registry-1.docker.io", credentials };
        const mirror = (await recordRegistry({ mirrors })).the("container", "lab-registry");
        assert.equal(variable(mirror, "SSL_CERT_FILE"), undefined);
        const { proxy } = parse(upload(mirror, CONFIG)) as { proxy: object };
        assert.deepEqual(proxy, {
            remoteurl: "https://registry-1.docker.io",
            username: "account",
            password: "hub's token",
        });
        const index = mirror.inputs.uploads?.findIndex(({ file }) => file === CONFIG);
        assert.ok(mirror.secrets.some((path) => path.startsWith(`uploads[${index}]`) || path === "uploads"));
    });

    it("is root where upstream's image knows no other owner of its data, and then without capabilities", async () => {
        const { inputs } = (await recordRegistry({ runAs: "0:0" })).the("container", "lab-registry");
        assert.equal(inputs.user, "0:0");
        assert.deepEqual(inputs.capabilities, { drops: ["ALL"] });
    });
});

describe("TLS authority", () => {
    it("signs no other authority, and keeps its key secret", async () => {
        const recording = await recordRegistry();
        const { inputs } = recording.the("rootCertificate", "lab-ca");
        assert.equal(inputs.isCaCertificate, true);
        assert.deepEqual(inputs.allowedUses, ["cert_signing", "crl_signing"]);
        const server = recording.the("certificate", "lab-registry-certificate");
        assert.equal(server.inputs.isCaCertificate, undefined);
        assert.deepEqual(server.inputs.allowedUses, ["digital_signature", "server_auth"]);
        assert.ok(server.secrets.includes("caPrivateKeyPem"));
    });
});
