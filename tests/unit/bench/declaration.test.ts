import assert from "node:assert/strict";

import { composeProject } from "../../../scripts/bench/compose-file";
import { type Declaration, declarationOf } from "../../../scripts/bench/declaration";
import { tofuFile } from "../../../scripts/bench/tofu-file";
import type { ResourceState } from "../../../scripts/stack/snapshot";

const urn = (name: string): string => `urn:${name}`;

function resource(type: string, name: string, rest: Partial<ResourceState> = {}): ResourceState {
    return { urn: urn(name), type: `docker:index/${type}`, id: `id-of-${name}`, inputs: { name }, ...rest };
}

/** A server that waits for a job by the component that it is part of, and the job for a database by what is between. */
const state: readonly ResourceState[] = [
    resource("network:Network", "zone", {
        inputs: { __defaults: ["ipamDriver"], name: "zone", internal: true, ipamDriver: "default" },
    }),
    resource("volume:Volume", "data", { inputs: { name: "data", driver: "local" } }),
    resource("container:Container", "db", {
        inputs: {
            name: "db",
            image: "sha256:1",
            wait: true,
            networksAdvanced: [{ name: "id-of-zone", aliases: ["db"] }],
            volumes: [{ volumeName: "data", containerPath: "/data", readOnly: false }],
            healthcheck: { tests: ["CMD", "true"], interval: "1s", timeout: "5s", startPeriod: "0s", retries: 3 },
        },
    }),
    { urn: urn("ready"), type: "hpc-stacks:index:Ready", dependencies: [urn("db")] },
    resource("container:Container", "migrate", {
        inputs: { name: "migrate", image: "sha256:2", mustRun: false, attach: true, logs: true },
        dependencies: [urn("ready")],
    }),
    { urn: urn("component"), type: "hpc-stacks:index:Workload", dependencies: [urn("migrate")] },
    resource("container:Container", "server", {
        inputs: {
            __defaults: ["rm"],
            name: "server",
            image: "sha256:3",
            rm: false,
            envs: ["PRICE=$5 ${x} %{y}"],
            entrypoints: ["/server"],
            uploads: [
                { file: "/etc/server.conf", content: "a=${b}", permissions: "0444" },
                { file: "/etc/key", contentBase64: "AAE=", permissions: "0400" },
            ],
            capabilities: { adds: ["CAP_CHOWN"], drops: ["ALL"] },
            logDriver: "json-file",
            logOpts: { "max-size": "10m" },
            labels: [{ label: "l", value: "v" }],
            memory: 32,
        },
        parent: urn("component"),
    }),
];

describe("a declaration", () => {
    const declaration = declarationOf(state);

    it("has what the program gave, not what the provider added", () => {
        assert.deepEqual(declaration.networks, [{ name: "zone", inputs: { name: "zone", internal: true } }]);
        assert.ok(!("rm" in declaration.containers[2]!.inputs));
    });

    it("names networks by their names, not their ids", () => {
        assert.deepEqual(declaration.containers[0]!.networks, [{ network: "zone", aliases: ["db"] }]);
    });

    it("tells what a container waits for, itself or by what it is part of", () => {
        assert.deepEqual(
            declaration.containers.map(({ name, after }) => [name, after]),
            [
                ["db", []],
                ["migrate", ["db"]],
                ["server", ["migrate"]],
            ],
        );
    });

    it("refuses a container on a network that is not there", () => {
        assert.throws(() => declarationOf(state.slice(1)), /urn:db is on network id-of-zone, which is not declared/);
    });
});

describe("the compose project of a declaration", () => {
    const { file, uploads, waits } = composeProject(declarationOf(state));
    const services = file["services"] as Record<string, Record<string, unknown>>;

    it("waits for what the declaration waits for, as long", () => {
        assert.deepEqual(services["migrate"]!["depends_on"], { db: { condition: "service_healthy" } });
        assert.deepEqual(services["server"]!["depends_on"], {
            migrate: { condition: "service_completed_successfully" },
        });
        assert.ok(waits);
    });

    it("says the same of a service in compose's words", () => {
        assert.deepEqual(services["server"], {
            container_name: "server",
            image: "sha256:3",
            pull_policy: "never",
            environment: ["PRICE=$$5 $${x} %{y}"],
            entrypoint: ["/server"],
            cap_add: ["CAP_CHOWN"],
            cap_drop: ["ALL"],
            logging: { driver: "json-file", options: { "max-size": "10m" } },
            labels: { l: "v" },
            mem_limit: "32m",
            volumes: [
                { type: "bind", source: "./uploads/server/0", target: "/etc/server.conf", read_only: true },
                { type: "bind", source: "./uploads/server/1", target: "/etc/key", read_only: true },
            ],
            depends_on: { migrate: { condition: "service_completed_successfully" } },
        });
        assert.deepEqual(services["db"]!["networks"], { zone: { aliases: ["db"] } });
        assert.deepEqual(services["db"]!["volumes"], [
            { type: "volume", source: "data", target: "/data", read_only: false },
        ]);
    });

    it("has the files as they are, in text or in base64", () => {
        assert.deepEqual(uploads, [
            { path: "uploads/server/0", content: Buffer.from("a=${b}"), mode: "0444" },
            { path: "uploads/server/1", content: Buffer.from([0, 1]), mode: "0400" },
        ]);
    });

    it("is none where an input cannot be told", () => {
        const odd: Declaration = {
            networks: [],
            volumes: [],
            containers: [{ name: "odd", inputs: { name: "odd", gpus: "all" }, networks: [], after: [] }],
        };
        assert.throws(() => composeProject(odd), /compose is not told of gpus of odd/);
    });

    it("asks to wait only where something is waited for", () => {
        assert.equal(composeProject(declarationOf(state.slice(0, 2))).waits, false);
    });
});

describe("the OpenTofu file of a declaration", () => {
    const pin = { source: "example.invalid/a/docker", version: "1.2.3" };
    const file = tofuFile(declarationOf(state), pin, "unix:///engine.sock");

    it("pins the provider and names the engine", () => {
        assert.deepEqual(file.terraform, { required_providers: { docker: pin } });
        assert.deepEqual(file.provider, { docker: { host: "unix:///engine.sock" } });
    });

    it("says the same of a container in the provider's words", () => {
        assert.deepEqual(file.resource.docker_container!["server"], {
            name: "server",
            image: "sha256:3",
            env: ["PRICE=$5 $${x} %%{y}"],
            entrypoint: ["/server"],
            upload: [
                { file: "/etc/server.conf", content: "a=$${b}", permissions: "0444" },
                { file: "/etc/key", content_base64: "AAE=", permissions: "0400" },
            ],
            capabilities: { add: ["CAP_CHOWN"], drop: ["ALL"] },
            log_driver: "json-file",
            log_opts: { "max-size": "10m" },
            labels: [{ label: "l", value: "v" }],
            memory: 32,
            depends_on: ["docker_container.migrate"],
        });
    });

    it("refers to networks and volumes, so that they come first", () => {
        const db = file.resource.docker_container!["db"] as Record<string, unknown>;
        assert.deepEqual(db["networks_advanced"], [{ name: "${docker_network.zone.id}", aliases: ["db"] }]);
        assert.deepEqual(db["volumes"], [
            { container_path: "/data", read_only: false, volume_name: "${docker_volume.data.name}" },
        ]);
        assert.deepEqual((db["healthcheck"] as { test: unknown }).test, ["CMD", "true"]);
    });

    it("leaves out kinds of which there are none", () => {
        assert.equal(tofuFile(declarationOf([]), pin, "").resource.docker_volume, undefined);
    });
});
