import assert from "node:assert/strict";

import type { Plan } from "../../../scripts/review/plan";
import { UNKNOWN, readPreview } from "../../../scripts/review/preview";
import { type EnvironmentReport, reportOf } from "../../../scripts/review/report";
import { plan, serving, urn } from "../../support/previewed";

const only = (planned: Plan): EnvironmentReport => {
    const { environments } = reportOf("test", planned);
    assert.deepEqual(
        environments.map(({ name }) => name),
        ["tour"],
    );
    return environments[0]!;
};

describe("a report", () => {
    it("has nothing to say where everything stays the same", () => {
        const planned = plan({ type: "zone", name: "internal", inputs: { internal: true } });
        assert.deepEqual(reportOf("test", planned).environments, []);
    });

    it("lets services restart after those that they wait for, also through what stays, and by name else", () => {
        const { restarts } = only(
            plan(
                { type: "container", name: "a", op: "replace", inputs: serving(), after: [urn("container", "m")] },
                { type: "container", name: "m", inputs: serving(), after: [urn("container", "z")] },
                { type: "container", name: "z", op: "replace", inputs: serving() },
                { type: "container", name: "b", op: "replace", inputs: { mustRun: false } },
            ),
        );
        assert.deepEqual(
            restarts.map(({ name, kind, after }) => [name, kind, after]),
            [
                ["z", "service", []],
                ["a", "service", ["z"]],
                ["b", "job", []],
            ],
        );
    });

    it("does not call an update in place of a container a restart, but that of a Swarm service's tasks", () => {
        const { restarts, updated } = only(
            plan(
                { type: "container", name: "kept", op: "update", inputs: serving({ memory: 2 }), old: serving() },
                { type: "service", name: "rolled", op: "update", inputs: { taskSpec: 2 }, old: { taskSpec: 1 } },
                { type: "service", name: "scaled", op: "update", inputs: { mode: 2 }, old: { mode: 1 } },
            ),
        );
        assert.deepEqual(
            restarts.map(({ name }) => name),
            ["rolled"],
        );
        assert.equal(updated.length, 3);
    });

    it("names what changes of variables, and of no secret more than that it does", () => {
        const { restarts } = only(
            plan(
                {
                    type: "container",
                    name: "open",
                    op: "replace",
                    inputs: serving({ envs: ["A=1", "B=2", "[secret]"] }),
                    old: serving({ envs: ["A=1", "B=1", "C=x"] }),
                },
                {
                    type: "container",
                    name: "closed",
                    op: "replace",
                    inputs: serving({ envs: "[secret]" }),
                    old: serving({ envs: ["PASSWORD=known"] }),
                },
            ),
        );
        assert.deepEqual(
            restarts.map(({ name, reasons }) => [name, reasons]),
            [
                ["closed", [{ what: "secret variables" }]],
                [
                    "open",
                    [
                        { what: "variable", name: "B", from: "1", to: "2" },
                        { what: "variable", name: "C", from: "x", to: "none" },
                        { what: "secret variables" },
                    ],
                ],
            ],
        );
        assert.doesNotMatch(JSON.stringify(restarts), /known/);
    });

    it("shows no value that is a hash, an id, not known yet, or long", () => {
        const hidden = ["0".repeat(64), UNKNOWN, "word ".repeat(20), { secret: "[secret]" }];
        const { restarts } = only(
            plan(
                ...hidden.map((value, index) => ({
                    type: "container" as const,
                    name: `c${index}`,
                    op: "replace" as const,
                    inputs: serving({ command: value }),
                    old: serving({ command: "x" }),
                })),
            ),
        );
        assert.equal(restarts.length, hidden.length);
        assert.ok(restarts.every(({ reasons }) => reasons.length === 1 && reasons[0]!.to === undefined));
    });

    it("tells a volume that is lost from one that stays on the engine, the lost ones first", () => {
        const { lost } = reportOf(
            "test",
            plan(
                { type: "volume", name: "kept", op: "delete", inputs: { name: "e-kept" }, retainOnDelete: true },
                { type: "volume", name: "lost", op: "replace", inputs: { name: "e-lost" } },
                { type: "volume", name: "stays", inputs: { name: "e-stays" } },
            ),
        );
        assert.deepEqual(
            lost.map(({ volume, action, kept }) => [volume, action, kept]),
            [
                ["e-lost", "replace", false],
                ["e-kept", "delete", true],
            ],
        );
    });

    it("tells when a volume is protected no longer", () => {
        const { fates } = reportOf("test", plan({ type: "volume", name: "data", wasProtected: true }));
        assert.deepEqual(fates, [{ environment: "tour", name: "data", from: "protect", to: "delete" }]);
    });

    it("counts as reach what shares a zone, and as new what shared none before", () => {
        const open = { type: "zone", name: "open", op: "create", inputs: { internal: false } } as const;
        const { reach } = only(
            plan(
                open,
                { type: "zone", name: "inner", inputs: { internal: true } },
                {
                    type: "container",
                    name: "a",
                    op: "replace",
                    inputs: serving(),
                    zones: ["inner", "open"],
                    oldZones: ["inner"],
                },
                { type: "container", name: "b", inputs: serving(), zones: ["inner"] },
                {
                    type: "container",
                    name: "c",
                    op: "replace",
                    inputs: serving(),
                    zones: ["open"],
                    oldZones: ["inner"],
                },
            ),
        );
        assert.deepEqual(reach, {
            appear: [],
            vanish: [{ between: ["b", "c"], zones: ["inner"] }],
            wayOut: ["a", "c"],
            noWayOut: [],
        });
    });

    it("tells built, pulled and pushed images apart, and cuts digests", () => {
        const digest = `r/x:1@sha256:${"a".repeat(64)}`;
        const planned = plan(
            {
                type: "image",
                name: "image-a",
                op: "replace",
                inputs: { name: "t:2", build: {} },
                old: { name: "t:1", build: {} },
            },
            { type: "image", name: "image-b", op: "create", inputs: { name: digest } },
            { type: "image", name: "image-c", op: "create", inputs: { name: "r/y:1" } },
            { type: "pushed", name: "image-d", op: "create", inputs: { name: "r/z:1" } },
            { type: "image", name: "image-e", op: "delete", inputs: { name: "old", build: {} } },
            { type: "image", name: "image-f", op: "create", inputs: { name: UNKNOWN } },
        );
        assert.deepEqual(
            only(planned).images.map(({ name, action, reference, again }) => [name, action, reference, again]),
            [
                ["a", "build", undefined, true],
                ["b", "pull", `r/x:1@sha256:${"a".repeat(12)}…`, false],
                ["c", "pull", "r/y:1", false],
                ["e", "remove", undefined, true],
                ["f", "pull", undefined, false],
                ["image-d", "push", "r/z:1", false],
            ],
        );
        assert.deepEqual(reportOf("test", planned).unpinned, ["r/y:1"]);
    });

    it("tells which secrets and keys are made, made anew and given up", () => {
        const { secrets } = only(
            plan(
                { type: "secret", name: "a", op: "replace" },
                { type: "key", name: "b", op: "create" },
                { type: "swarmSecret", name: "c", op: "delete" },
            ),
        );
        assert.deepEqual(secrets, [
            { kind: "private key", name: "b", action: "make" },
            { kind: "secret", name: "a", action: "rotate" },
            { kind: "secret", name: "c", action: "remove" },
        ]);
    });

    it("cannot be made of what is no preview", () => {
        assert.equal(readPreview("error: no stack named"), undefined);
        assert.equal(readPreview('{"steps": 1}'), undefined);
    });
});
