import assert from "node:assert/strict";

import { failedJobs, possibleLeaks, withoutPending } from "../../../scripts/stack/recovery";
import type { Snapshot } from "../../../scripts/stack/snapshot";

const urn = (type: string, name: string) => `urn:pulumi:dev::hpc-stacks::${type}::${name}`;
const container = "docker:index/container:Container";
const network = "docker:index/network:Network";
const volume = "docker:index/volume:Volume";
const secret = "docker:index/secret:Secret";
const service = "docker:index/service:Service";

const resource = (type: string, name: string, outputs = {}) => ({
    urn: urn(type, name),
    type,
    inputs: { name: `dev-${name}` },
    outputs,
});

/** What a killed update leaves: it was creating some objects, deleting one and updating one. */
const snapshot: Snapshot = {
    resources: [
        resource(container, "smd-init", { mustRun: false, exitCode: 2 }),
        resource(container, "bss-init", { mustRun: false, exitCode: 0 }),
        resource(container, "running-job", { mustRun: false }),
        resource(container, "service", { mustRun: true, exitCode: 137 }),
        { ...resource(secret, "opaal-conf"), id: "the-old-one" },
        { urn: urn("pulumi:pulumi:Stack", "hpc-stacks-dev"), type: "pulumi:pulumi:Stack" },
    ],
    pending_operations: [
        { type: "creating", resource: resource(container, "hydra") },
        { type: "creating", resource: resource(network, "internal") },
        { type: "creating", resource: resource(volume, "postgres-data") },
        { type: "creating", resource: resource(secret, "opaal-conf") },
        { type: "creating", resource: resource(service, "opaal") },
        { type: "deleting", resource: resource(container, "opaal") },
        { type: "updating", resource: resource(container, "haproxy") },
    ],
};

describe("recovery", () => {
    it("takes what was being created for leaked, unless the state knows it, and never a volume", () => {
        assert.deepEqual(possibleLeaks(snapshot), [
            { kind: "container", name: "hydra", noted: [] },
            { kind: "network", name: "internal", noted: [] },
            { kind: "secret", name: "opaal-conf", noted: ["the-old-one"] },
            { kind: "service", name: "opaal", noted: [] },
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
