import assert from "node:assert/strict";

import { failedJobs, possibleLeaks, withoutPending } from "../../../scripts/stack/recovery";
import type { Snapshot } from "../../../scripts/stack/snapshot";

const urn = (type: string, name: string) => `urn:pulumi:dev::hpc-stacks::${type}::${name}`;
const container = "docker:index/container:Container";
const network = "docker:index/network:Network";
const volume = "docker:index/volume:Volume";

const resource = (type: string, name: string, outputs = {}) => ({
    urn: urn(type, name),
    type,
    inputs: { name: `dev-${name}` },
    outputs,
});

/** What a killed update leaves: it was creating three objects, deleting one and updating one. */
const snapshot: Snapshot = {
    resources: [
        resource(container, "smd-init", { mustRun: false, exitCode: 2 }),
        resource(container, "bss-init", { mustRun: false, exitCode: 0 }),
        resource(container, "running-job", { mustRun: false }),
        resource(container, "service", { mustRun: true, exitCode: 137 }),
        { urn: urn("pulumi:pulumi:Stack", "hpc-stacks-dev"), type: "pulumi:pulumi:Stack" },
    ],
    pending_operations: [
        { type: "creating", resource: resource(container, "hydra") },
        { type: "creating", resource: resource(network, "internal") },
        { type: "creating", resource: resource(volume, "postgres-data") },
        { type: "creating", resource: { urn: urn(container, "nameless"), type: container, inputs: {} } },
        { type: "deleting", resource: resource(container, "opaal") },
        { type: "updating", resource: resource(container, "haproxy") },
    ],
};

describe("recovery", () => {
    it("takes containers and networks that were being created for leaked, and never a volume", () => {
        assert.deepEqual(possibleLeaks(snapshot), [
            { kind: "container", name: "dev-hydra" },
            { kind: "network", name: "dev-internal" },
        ]);
        assert.deepEqual(possibleLeaks({}), []);
    });

    it("finds the jobs that must run again", () => {
        assert.deepEqual(failedJobs(snapshot), [urn(container, "smd-init")]);
        assert.deepEqual(failedJobs({}), []);
    });

    it("forgets the operations that were under way and nothing else", () => {
        const exported = { version: 3, deployment: { ...snapshot, manifest: { version: "v3" } } };
        assert.deepEqual(JSON.parse(withoutPending(JSON.stringify(exported))), {
            version: 3,
            deployment: { resources: snapshot.resources, manifest: { version: "v3" } },
        });
    });
});
