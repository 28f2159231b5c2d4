import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { HostNetwork } from "../../../components/network/host-network";
import { Volume } from "../../../components/volume/volume";
import { Workload, type WorkloadArgs } from "../../../components/workload/workload";
import { record } from "../../support/monitor";
import { oneZone } from "../../support/tour";

const HEALTH = { test: ["CMD", "true"] };

async function workload(args: () => Partial<WorkloadArgs> = () => ({})) {
    const recording = await record(() => {
        const common = { service: "web", image: "sha256:0000", networks: oneZone(["web"]), memory: 64, health: HEALTH };
        return new Workload("web", { ...common, ...args() });
    });
    return recording.the("container", "web");
}

describe("workload", () => {
    it("is tested every second, and must be healthy within a minute", async () => {
        const { inputs } = await workload();
        assert.deepEqual(inputs.healthcheck, {
            tests: ["CMD", "true"],
            interval: "1s",
            timeout: "5s",
            startPeriod: "0s",
            startInterval: "0s",
            retries: 10,
        });
        assert.deepEqual([inputs.wait, inputs.waitTimeout, inputs.destroyGraceSeconds], [true, 60, 10]);
    });

    it("is tested as its component says, in the engine's notation", async () => {
        const { inputs } = await workload(() => ({
            health: { ...HEALTH, interval: 90, timeout: 3600, retries: 2 },
            startTimeout: 300,
            stopTimeout: 45,
        }));
        assert.equal(inputs.healthcheck?.interval, "1m30s");
        assert.equal(inputs.healthcheck?.timeout, "1h0m0s");
        assert.deepEqual([inputs.healthcheck?.retries, inputs.waitTimeout, inputs.destroyGraceSeconds], [2, 300, 45]);
    });

    it("has its environment, files and mounts in one order", async () => {
        const { inputs } = await workload(() => ({
            environment: { B: "2", A: pulumi.output("1"), C: "a=b" },
            files: [
                { path: "/z", content: "Z", mode: "0500" },
                { path: "/a", content: "A" },
            ],
            mounts: [
                { volume: new Volume("web-z"), path: "/z" },
                { volume: new Volume("web-a"), path: "/a", readOnly: true },
            ],
        }));
        assert.deepEqual(inputs.envs, ["A=1", "B=2", "C=a=b"]);
        assert.deepEqual(inputs.uploads, [
            { file: "/a", content: "A", permissions: "0444" },
            { file: "/z", content: "Z", permissions: "0500" },
        ]);
        assert.deepEqual(inputs.volumes, [
            { volumeName: "test-web-a", containerPath: "/a", readOnly: true },
            { volumeName: "test-web-z", containerPath: "/z", readOnly: false },
        ]);
    });

    it("keeps the order of its program's arguments", async () => {
        const { inputs } = await workload(() => ({ entrypoint: ["b", "a"], command: ["z", "y"] }));
        assert.deepEqual(
            [inputs.entrypoints, inputs.command],
            [
                ["b", "a"],
                ["z", "y"],
            ],
        );
    });

    it("keeps a secret variable and a secret file secret, and only those", async () => {
        const { secrets } = await workload(() => ({
            environment: { PASSWORD: pulumi.secret("x"), NAME: "y" },
            files: [
                { path: "/key", content: pulumi.secret("x") },
                { path: "/readme", content: "y" },
            ],
        }));
        assert.deepEqual(secrets, ["envs[1]", "uploads[0].content"]);
    });

    it("has secret files of text and of bytes, for root's eyes unless it says otherwise, secret by themselves", async () => {
        const { inputs, secrets } = await workload(() => ({
            secretFiles: [
                { path: "/run/secrets/b", contentBase64: "AAEC" },
                { path: "/run/secrets/a", content: pulumi.output("text"), mode: "0444" },
            ],
            files: [{ path: "/run/plain", content: "plain" }],
        }));
        assert.deepEqual(inputs.uploads, [
            { file: "/run/plain", content: "plain", permissions: "0444" },
            { file: "/run/secrets/a", content: "text", permissions: "0444" },
            { file: "/run/secrets/b", contentBase64: "AAEC", permissions: "0400" },
        ]);
        assert.deepEqual(secrets, ["uploads[1].content", "uploads[2].contentBase64"]);
    });

    it("keeps a new volume empty where its mount says so", async () => {
        const { inputs } = await workload(() => ({
            mounts: [
                { volume: new Volume("web-socket"), path: "/run/web", noCopy: true },
                { volume: new Volume("web-data"), path: "/data" },
            ],
        }));
        assert.deepEqual(inputs.volumes, [{ volumeName: "test-web-data", containerPath: "/data", readOnly: false }]);
        assert.deepEqual(inputs.mounts, [
            {
                type: "volume",
                source: "test-web-socket",
                target: "/run/web",
                readOnly: false,
                volumeOptions: { noCopy: true },
            },
        ]);
    });

    it("is in zones and sees its own processes alone, unless it asks for the host's", async () => {
        const own = (await workload()).inputs;
        assert.deepEqual([own.networkMode, own.hostname, own.pidMode], ["bridge", "web", undefined]);
        assert.equal(own.networksAdvanced?.length, 1);
        const host = (await workload(() => ({ networks: new HostNetwork(), hostPid: true }))).inputs;
        assert.deepEqual([host.networkMode, host.hostname, host.pidMode], ["host", undefined, "host"]);
        assert.deepEqual(host.networksAdvanced, []);
    });

    it("on the host's network publishes nothing, because all its ports are the host's", async () => {
        await assert.rejects(
            workload(() => ({ networks: new HostNetwork(), publish: [{ port: 80, hostPort: 8080 }] })),
            /web is on the host's network, where its ports are the host's, publish none/,
        );
    });

    it("is labelled with what it is and what it listens on, for those who measure", async () => {
        const { inputs } = await workload(() => ({ listens: [80, 443] }));
        const labels = Object.fromEntries((inputs.labels ?? []).map(({ label, value }) => [label, value]));
        assert.deepEqual(
            { ...labels, "hpc-stacks.listens": labels["hpc-stacks.listens"]?.split(",").sort() },
            {
                "hpc-stacks.listens": ["443", "80"],
                "hpc-stacks.name": "web",
                "hpc-stacks.service": "web",
                "hpc-stacks.stack": "test",
            },
        );
    });

    it("publishes on the loopback address unless another is given", async () => {
        const { inputs } = await workload(() => ({
            publish: [
                { port: 80, hostPort: 8080 },
                { port: 443, hostPort: 8443, address: "192.0.2.1" },
            ],
        }));
        assert.deepEqual(inputs.ports, [
            { internal: 80, external: 8080, ip: "127.0.0.1", protocol: "tcp" },
            { internal: 443, external: 8443, ip: "192.0.2.1", protocol: "tcp" },
        ]);
    });

    it("may use so many cores, and all unless it is told", async () => {
        assert.equal((await workload(() => ({ cores: 1.5 }))).inputs.cpus, "1.5");
        assert.equal((await workload()).inputs.cpus, undefined);
    });

    it("has the capabilities that it is given by name and no others, and none unless it is given any", async () => {
        const { inputs } = await workload(() => ({ privileges: { capabilities: ["CAP_SYS_ADMIN", "CAP_KILL"] } }));
        assert.deepEqual(inputs.capabilities, { adds: ["CAP_KILL", "CAP_SYS_ADMIN"], drops: ["ALL"] });
        assert.deepEqual(inputs.securityOpts, ["apparmor=unconfined", "seccomp=unconfined"]);
        assert.deepEqual([inputs.cgroupnsMode, inputs.privileged], ["private", undefined]);
        const { inputs: ordinary } = await workload();
        assert.deepEqual(ordinary.capabilities, { drops: ["ALL"] });
        assert.deepEqual(ordinary.securityOpts, ["no-new-privileges:true"]);
        assert.equal(ordinary.cgroupnsMode, undefined);
    });

    it("has a place in the zones or is not made", async () => {
        await assert.rejects(
            workload(() => ({ service: "stranger" })),
            /stranger has no place in the zones/,
        );
    });
});
