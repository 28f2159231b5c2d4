import assert from "node:assert/strict";

import { changedEnvironments, declared, environmentsOf, topologyOf } from "../../../scripts/topology/topology-of";
import { type Made, plan, serving, urn } from "../../support/previewed";
import { planned } from "../../support/planned";
import { recordSite, siteConfig } from "../../support/sites";

const inner: Made = { type: "zone", name: "inner", inputs: { internal: true } };
const outer: Made = {
    type: "zone",
    name: "outer",
    inputs: { internal: false, ipamConfigs: [{ subnet: "10.1.2.0/24" }] },
};
const data: Made = { type: "volume", name: "data", inputs: { name: "test-data" } };
const mount = { volumeName: "test-data", containerPath: "/data", readOnly: true };

describe("the topology of a plan", () => {
    it("has what is there, and who is where, with what", () => {
        const { zones, services, volumes, memberships, mounts, ports } = topologyOf(
            "test",
            plan(inner, outer, data, {
                type: "container",
                name: "db",
                zones: ["inner", "outer"],
                inputs: serving({ volumes: [mount], ports: [{ internal: 5432, external: 5433, ip: "10.0.0.1" }] }),
            }),
        );
        const [zone, subnet] = [zones.find(({ name }) => name === "inner"), zones.find(({ name }) => name === "outer")];
        assert.deepEqual([zone?.internal, zone?.subnet], [true, undefined]);
        assert.deepEqual([subnet?.internal, subnet?.subnet], [false, "10.1.2.0/24"]);
        const service = urn("container", "db");
        assert.deepEqual(
            [...services, ...volumes].map((part) => [part.urn, part.name, part.mark]),
            [
                [service, "db", "same"],
                [urn("volume", "data"), "data", "same"],
            ],
        );
        assert.deepEqual(memberships, [
            { service, zone: urn("zone", "inner"), mark: "same" },
            { service, zone: urn("zone", "outer"), mark: "same" },
        ]);
        const volume = urn("volume", "data");
        assert.deepEqual(mounts, [{ service, volume, path: "/data", readOnly: true, mark: "same" }]);
        assert.deepEqual(ports, [{ service, host: "10.0.0.1:5433", port: 5432, mark: "same" }]);
    });

    it("says what becomes of every part and of every relation, and keeps what goes", () => {
        const moved = plan(
            inner,
            { ...outer, op: "create" },
            { ...data, op: "delete", retainOnDelete: true },
            {
                type: "container",
                name: "db",
                op: "replace",
                zones: ["outer"],
                oldZones: ["inner"],
                inputs: serving({ ports: [{ internal: 1, external: 2 }] }),
                old: serving({ volumes: [mount] }),
            },
        );
        const marks = topologyOf("test", moved);
        assert.deepEqual(
            [...marks.zones, ...marks.services, ...marks.volumes].map(({ name, mark }) => [name, mark]),
            [
                ["inner", "same"],
                ["outer", "create"],
                ["db", "replace"],
                ["data", "delete"],
            ],
        );
        assert.deepEqual(
            marks.memberships.map(({ zone, mark }) => [zone, mark]),
            [
                [urn("zone", "inner"), "delete"],
                [urn("zone", "outer"), "create"],
            ],
        );
        assert.deepEqual(
            [marks.volumes[0]?.kept, marks.mounts[0]?.mark, marks.ports[0]?.mark],
            [true, "delete", "create"],
        );
        assert.deepEqual(changedEnvironments(marks), ["tour"]);

        const plain = topologyOf("test", declared(moved));
        const parts = [...plain.zones, ...plain.services, ...plain.volumes, ...plain.memberships, ...plain.ports];
        assert.ok(parts.every(({ mark }) => mark === "same"));
        assert.deepEqual([plain.volumes, plain.mounts], [[], []]);
        assert.deepEqual(changedEnvironments(plain), []);
    });

    it("draws a job that is there for its own sake, and one that a service waits for on demand", () => {
        const jobs = plan(
            { type: "container", name: "migrate", inputs: { mustRun: false }, after: [urn("container", "db")] },
            { type: "container", name: "trial", inputs: { mustRun: false } },
            { type: "container", name: "api", inputs: serving(), after: [urn("container", "migrate")] },
            { type: "container", name: "db", inputs: serving() },
        );
        const names = (all: boolean): string[] =>
            topologyOf("test", jobs, { jobs: all }).services.map(({ name }) => name);
        const waits = (all: boolean): string[] =>
            topologyOf("test", jobs, { jobs: all }).waits.map(({ service, awaited }) =>
                [service, awaited].map((it) => it.split("tour-")[1]).join(" after "),
            );
        assert.deepEqual(names(false).sort(), ["api", "db", "trial"]);
        assert.deepEqual(waits(false), ["api after db"]);
        assert.deepEqual(names(true).sort(), ["api", "db", "migrate", "trial"]);
        assert.deepEqual(waits(true), ["api after migrate", "migrate after db"]);
    });

    it("tells mounts of a Swarm service like those of a container", () => {
        const mounts = [{ source: "test-data", target: "/data", readOnly: true, type: "volume" }];
        const swarm = plan(data, { type: "service", name: "db", inputs: { taskSpec: { containerSpec: { mounts } } } });
        assert.deepEqual(
            topologyOf("test", swarm).mounts.map(({ path, readOnly }) => [path, readOnly]),
            [["/data", true]],
        );
    });

    it("names environments, draws those that are chosen, and nothing of others", async () => {
        const recording = await recordSite(siteConfig("lab"), { stack: "lab" });
        assert.deepEqual(environmentsOf(planned(recording)), ["lab"]);
        const { zones, services, ports, memberships } = topologyOf("lab", planned(recording), { environments: [] });
        assert.deepEqual([zones, services, ports, memberships], [[], [], [], []]);
    });

    it("knows an engine inside the site, the service that it is, and what is on it", async () => {
        const { engines, zones, services, volumes } = topologyOf(
            "lab",
            planned(await recordSite(siteConfig("lab"), { stack: "lab" })),
        );
        const [engine, ...others] = engines;
        assert.deepEqual(others, []);
        assert.equal(services.find((service) => service.urn === engine?.service)?.role, "docker engine");
        assert.deepEqual(
            [...zones, ...services].filter((part) => part.engine === engine?.urn).map(({ name }) => name),
            ["web", "webserver"],
        );
        assert.deepEqual(volumes.map(({ name }) => name).sort(), [
            ...["engine-data", "hub-data", "mirror-data", "mongo-perso-data", "registry-data"],
        ]);
    });
});
