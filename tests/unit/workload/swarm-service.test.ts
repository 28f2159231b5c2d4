import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { HostNetwork } from "../../../components/network/host-network";
import { SegmentedNetworks } from "../../../components/network/segmented-networks";
import { Volume } from "../../../components/volume/volume";
import { Workload, type WorkloadArgs } from "../../../components/workload/workload";
import { type RecordOptions, record } from "../../support/monitor";

const zone = (internal: boolean) =>
    new SegmentedNetworks("net", {
        zones: { all: { internal, members: ["web"] } },
        placement: { web: ["all"] },
        publishing: internal ? [] : ["web"],
        mode: "swarm",
    });

function recordWorkload(args: () => Partial<WorkloadArgs> = () => ({}), options: RecordOptions = {}) {
    return record(() => {
        const common = { service: "web", image: "sha256:0000", memory: 64, health: { test: ["CMD", "true"] } };
        return new Workload("web", { ...common, networks: zone(false), ...args() });
    }, options);
}

const service = async (args?: () => Partial<WorkloadArgs>) => (await recordWorkload(args)).the("service", "web");

describe("a workload on a swarm", () => {
    it("is a service of one task, with what a container has", async () => {
        const { inputs } = await service(() => ({
            entrypoint: ["b", "a"],
            command: ["z", "y"],
            environment: { B: "2", A: pulumi.output("1") },
            aliases: ["www"],
            user: "1:2",
            cores: 0.5,
            stopTimeout: 60,
            mounts: [
                { volume: new Volume("web-z"), path: "/z", noCopy: true },
                { volume: new Volume("web-a"), path: "/a", readOnly: true },
            ],
        }));
        const { containerSpec, resources, networksAdvanceds } = inputs.taskSpec;
        assert.deepEqual(
            [containerSpec.commands, containerSpec.args],
            [
                ["b", "a"],
                ["z", "y"],
            ],
        );
        assert.deepEqual(containerSpec.env, { A: "1", B: "2" });
        assert.deepEqual(
            [containerSpec.hostname, containerSpec.user, containerSpec.stopGracePeriod],
            ["web", "1:2", "1m"],
        );
        assert.deepEqual(containerSpec.mounts, [
            { type: "volume", source: "test-web-a", target: "/a", readOnly: true },
            { type: "volume", source: "test-web-z", target: "/z", readOnly: false, volumeOptions: { noCopy: true } },
        ]);
        assert.deepEqual(resources?.limits, { memoryBytes: 67108864, nanoCpus: 500000000 });
        assert.deepEqual(networksAdvanceds, [{ id: "id-of-net-all", aliases: ["web", "www"] }]);
    });

    it("has configuration in configs, and in secrets what may be secret, each at its path", async () => {
        const recording = await recordWorkload(() => ({
            files: [
                { path: "/etc/web.conf", content: "plain", mode: "0555" },
                { path: "/etc/key.conf", content: pulumi.secret("hidden") },
            ],
            secretFiles: [{ path: "/run/secrets/certs", contentBase64: "AAEC" }],
        }));
        const { configs, secrets } = recording.the("service", "web").inputs.taskSpec.containerSpec;
        assert.deepEqual(
            configs?.map(({ configId, fileName, fileMode }) => [configId, fileName, fileMode]),
            [["id-of-web-etc-web-conf", "/etc/web.conf", 0o555]],
        );
        assert.deepEqual(
            secrets?.map(({ secretId, fileName, fileMode }) => [secretId, fileName, fileMode]),
            [
                ["id-of-web-etc-key-conf", "/etc/key.conf", 0o444],
                ["id-of-web-run-secrets-certs", "/run/secrets/certs", 0o400],
            ],
        );
        assert.equal(recording.the("config", "web-etc-web-conf").inputs.dataRaw, "plain");
        assert.equal(recording.the("secret", "web-run-secrets-certs").inputs.data, "AAEC");
        const key = recording.the("secret", "web-etc-key-conf");
        assert.equal(Buffer.from(key.inputs.data, "base64").toString(), "hidden");
        assert.deepEqual([...key.secrets].sort(), ["data", "name"]);
    });

    it("has another name for other content, never too long for a swarm, and the same for the same", async () => {
        const path = `/etc/${"x".repeat(80)}`;
        const name = async (content: string) => {
            const recording = await recordWorkload(() => ({ files: [{ path, content }] }));
            return recording.all("config")[0]?.inputs.name ?? "";
        };
        const [one, same, other] = [await name("a"), await name("a"), await name("b")];
        assert.match(one, /^test-web-etc-x+-[0-9a-f]{12}$/);
        assert.ok(one.length <= 64 && one === same && one !== other, `${one} ${same} ${other}`);
    });

    it("publishes by the node itself, on all addresses", async () => {
        const { inputs } = await service(() => ({ publish: [{ port: 80, hostPort: 8080, address: "0.0.0.0" }] }));
        assert.deepEqual(inputs.endpointSpec?.ports, [
            { targetPort: 80, publishedPort: 8080, publishMode: "host", protocol: "tcp" },
        ]);
        await assert.rejects(
            service(() => ({ publish: [{ port: 80, hostPort: 8080 }] })),
            /web cannot publish on 127\.0\.0\.1 alone, a swarm publishes on all addresses: publish on 0\.0\.0\.0/,
        );
    });

    it("that must be found before it is healthy, or needs privileges, stays a container on the same network", async () => {
        for (const args of [{ resolvesUnhealthy: true }, { privileges: { capabilities: ["CAP_SYS_ADMIN"] } }]) {
            const recording = await recordWorkload(() => args);
            assert.deepEqual(recording.names("service"), []);
            const { inputs } = recording.the("container", "web");
            assert.deepEqual(inputs.networksAdvanced, [{ name: "id-of-net-all", aliases: ["web"] }]);
        }
    });

    it("has no host's pid namespace, and says so", async () => {
        const recording = await recordWorkload(() => ({ networks: new HostNetwork("swarm"), hostPid: true }));
        assert.equal(recording.warnings.length, 1);
        assert.match(recording.warnings[0] ?? "", /web sees no processes but its own/);
    });

    it("has a name that a swarm takes, or is not made", async () => {
        await assert.rejects(
            recordWorkload(() => ({}), { stack: "s".repeat(63) }),
            /a service of a swarm may have a name of 63 characters, "s{63}-web" has 67; give the stack a shorter name/,
        );
    });
});

describe("zones of a swarm", () => {
    for (const internal of [true, false]) {
        it(`are overlay networks that jobs can join: ${internal ? "closed" : "open"}`, async () => {
            const { inputs } = (await record(() => zone(internal))).the("network", "net-all");
            assert.deepEqual([inputs.driver, inputs.attachable, inputs.internal], ["overlay", true, internal]);
        });
    }
});
