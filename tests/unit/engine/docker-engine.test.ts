import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { DockerEngine, type DockerEngineArgs } from "../../../components/engine/docker-engine";
import { Volume } from "../../../components/volume/volume";
import { privateKeyOf } from "../../support/engine";
import { leaves } from "../../support/leaves";
import { record } from "../../support/monitor";
import { type Recording, upload, variable } from "../../support/recording";
import { oneZone } from "../../support/tour";

const IMAGE = "sha256:0000";

function recordEngine(args: Partial<DockerEngineArgs> = {}, use: (engine: DockerEngine) => unknown = () => undefined) {
    return record(() => {
        const networks = oneZone([args.service ?? "engine"]);
        const engine = new DockerEngine("own", { image: IMAGE, networks, hostPort: 60222, memory: 512, ...args });
        return use(engine);
    });
}

const dockerd = (recording: Recording) => recording.the("container", "own-dockerd");

describe("docker engine", () => {
    it("listens on the loopback address of the host, and stops what it runs before it is killed", async () => {
        const { inputs } = dockerd(await recordEngine());
        assert.deepEqual(inputs.ports, [{ internal: 2376, external: 60222, ip: "127.0.0.1", protocol: "tcp" }]);
        assert.equal(inputs.destroyGraceSeconds, 30);
    });

    it("has the capabilities of ordinary containers and three more, no devices, and limits for all it runs", async () => {
        const { inputs } = dockerd(await recordEngine({ memory: 1024, cores: 4 }));
        const ordinary = [
            ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE"],
            ...["NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
        ];
        const expected = [...ordinary, "NET_ADMIN", "SYS_ADMIN", "SYS_PTRACE"].map((name) => `CAP_${name}`).sort();
        assert.deepEqual(inputs.capabilities, { adds: expected, drops: ["ALL"] });
        assert.deepEqual(
            [inputs.privileged, inputs.deviceCgroupRules, inputs.devices],
            [undefined, undefined, undefined],
        );
        assert.deepEqual([inputs.memory, inputs.memorySwap, inputs.cpuQuota], [1024, 1024, 400_000]);
        assert.equal(inputs.cgroupnsMode, "private", "limits would not hold for what runs in it");
    });

    it("takes TLS alone, with certificates that only it can read", async () => {
        const recording = await recordEngine();
        const engine = dockerd(recording);
        assert.deepEqual(JSON.parse(upload(engine, "/etc/docker/daemon.json")), {
            hosts: ["unix:///run/docker.sock", "tcp://0.0.0.0:2376"],
            "log-level": "warn",
            tlscacert: "/etc/docker/certificates/ca.pem",
            tlscert: "/etc/docker/certificates/cert.pem",
            tlskey: "/etc/docker/certificates/key.pem",
            tlsverify: true,
        });
        const files = (engine.inputs.uploads ?? []).filter(({ file }) => file.startsWith("/etc/docker/certificates/"));
        assert.deepEqual(
            files.map(({ permissions }) => permissions),
            ["0400", "0400", "0400"],
        );
        assert.equal(upload(engine, "/etc/docker/certificates/key.pem"), privateKeyOf("own-certificates-server"));
    });

    it("has settings in one order, whatever order they are given in", async () => {
        const one = { "registry-mirrors": ["https://mirror:5000"], debug: true };
        const other = { debug: pulumi.output(true), "registry-mirrors": ["https://mirror:5000"] };
        const texts = [
            upload(dockerd(await recordEngine({ daemonConfig: one })), "/etc/docker/daemon.json"),
            upload(dockerd(await recordEngine({ daemonConfig: other })), "/etc/docker/daemon.json"),
        ];
        assert.equal(texts[0], texts[1]);
        assert.match(texts[0] ?? "", /"debug": true,\n {2}"hosts"/);
    });

    it("refuses settings that are its own, all at once", async () => {
        await assert.rejects(
            recordEngine({ daemonConfig: { hosts: [], tlsverify: false, debug: true } }),
            /hosts, tlsverify cannot be set, .*leave it out/,
        );
    });

    it("trusts a registry by its authority", async () => {
        const registryCertificates = { "registry:5000": pulumi.output("the authority") };
        const recording = await recordEngine({ registryCertificates });
        assert.equal(upload(dockerd(recording), "/etc/docker/certs.d/registry:5000/ca.crt"), "the authority");
    });

    it("is told how long it may take, and which allocation it is", async () => {
        const engine = dockerd(await recordEngine({ startTimeout: 90 }));
        assert.equal(engine.inputs.waitTimeout, 90);
        assert.equal(variable(engine, "START_TIMEOUT"), "90");
        assert.equal(variable(engine, "ALLOCATION"), "identified<own-allocation>");
    });

    it("gives a provider that waits for it, by an address that needs no container to be known", async () => {
        const recording = await recordEngine();
        const provider = recording.the("provider", "own-provider");
        assert.equal(provider.inputs.host, "tcp://127.0.0.1:60222");
        assert.equal(provider.inputs.keyMaterial, privateKeyOf("own-certificates-client"));
        assert.deepEqual([...provider.secrets].sort(), ["caMaterial", "certMaterial", "keyMaterial"]);
        assert.deepEqual(recording.awaited(provider, "container"), ["own-dockerd"]);
    });

    it("tells its users how to reach it, and keeps what they show secret", async () => {
        const recording = await recordEngine({ reachedAs: "node1", address: "0.0.0.0" }, ({ env, client }) => ({
            env,
            client,
        }));
        const { env } = recording.stackOutputs;
        assert.deepEqual(env, {
            DOCKER_HOST: "tcp://node1:60222",
            DOCKER_TLS_VERIFY: "1",
            DOCKER_CERT_PATH: "~/.hpc-stacks/test-own",
        });
        const stack = recording.outputs.find(({ values }) => "client" in values);
        assert.deepEqual(stack?.secrets, ["client"]);
    });

    it("shows its private keys to nobody but itself and its provider", async () => {
        const recording = await recordEngine();
        const holders = recording.resources.filter(({ type, inputs }) => {
            return !type.startsWith("tls:") && leaves(inputs).some(({ text }) => text.includes("private key<"));
        });
        assert.deepEqual(
            holders.map(({ name }) => name),
            ["own-dockerd", "own-provider"],
        );
    });

    it("takes what lives in it along when its data goes, and not when its container is replaced", async () => {
        const recording = await recordEngine({}, ({ inside }) => new Volume("inner", {}, inside));
        const inner = recording.resources.find(({ name, custom }) => name === "inner" && !custom);
        const data = recording.resources.find(({ name, custom }) => name === "own-data" && !custom);
        assert.ok(data);
        assert.equal(inner?.options.deletedWith, data.urn);
        assert.match(recording.the("volume", "inner").provider, /own-provider::/);
    });

    it("keeps its data as the site says", async () => {
        const recording = await recordEngine({ volumes: "retain" });
        assert.equal(recording.the("volume", "own-data").options.retainOnDelete, true);
        assert.deepEqual(dockerd(recording).inputs.volumes, [
            { volumeName: "test-own-data", containerPath: "/var/lib/docker", readOnly: false },
        ]);
    });
});
