import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Job, type JobArgs } from "../../../components/workload/job";
import type { Computed } from "../../support/engine";
import { type RecordOptions, record } from "../../support/monitor";
import { oneZone } from "../../support/tour";

const LOG = Array.from({ length: 20 }, (_, line) => `line ${line + 1}`).join("\n");
const failing: Computed = ({ name }) => (name === "job" ? { exitCode: 3, containerLogs: `${LOG}\n\n` } : {});

/** A job, and another that waits for its success. */
function recordJob(options: RecordOptions, args: Partial<JobArgs> = {}) {
    return record(() => {
        const common = { service: "job", image: "sha256:0000", networks: oneZone(["job"]), memory: 64 };
        const job = new Job("job", { ...common, ...args });
        new Job("next", common, { dependsOn: job.succeeded });
    }, options);
}

describe("job", () => {
    for (const run of ["first preview", "preview", "update"] as const) {
        it(`comes before what waits for its success: ${run}`, async () => {
            const recording = await recordJob({ run });
            const next = recording.the("container", "next");
            assert.deepEqual(recording.awaited(next, "container"), ["job"]);
            assert.deepEqual(recording.warnings, []);
        });
    }

    it("that failed fails the update, by its name, exit code, cure and last words", async () => {
        await assert.rejects(recordJob({ run: "update", computed: failing }), (error: unknown) => {
            assert.ok(pulumi.RunError.isInstance(error));
            const [head, ...words] = error.message.split("\n");
            assert.match(head ?? "", /^job "job" failed with exit code 3; .*`pulumi up --replace '\*\*::job'`/);
            assert.deepEqual(words, LOG.split("\n").slice(-15));
            return true;
        });
    });

    it("that failed keeps the secrets of its environment to itself", async () => {
        const computed: Computed = () => ({ exitCode: 3, containerLogs: "cannot log in with hunter2hunter2" });
        const environment = { PASSWORD: pulumi.secret("hunter2hunter2"), USER: "smd" };
        await assert.rejects(recordJob({ run: "update", computed }, { environment }), /cannot log in with \*\*\*$/);
    });

    it("that failed keeps its secret files to itself", async () => {
        const computed: Computed = () => ({ exitCode: 3, containerLogs: "no such key: hunter2hunter2" });
        const secretFiles = [{ path: "/run/secrets/key", content: "hunter2hunter2" }];
        await assert.rejects(recordJob({ run: "update", computed }, { secretFiles }), /no such key: \*\*\*$/);
    });

    it("that failed is a warning in a preview, which shows what would cure it", async () => {
        const recording = await recordJob({ run: "preview", computed: failing });
        assert.equal(recording.warnings.length, 1);
        assert.match(recording.warnings[0] ?? "", /job "job" failed with exit code 3/);
        assert.equal(recording.jobs().length, 2);
    });

    it("that an update of other targets leaves out fails nothing", async () => {
        const computed: Computed = () => ({ exitCode: undefined, containerLogs: undefined });
        const recording = await recordJob({ run: "update", computed });
        assert.equal(recording.jobs().length, 2);
    });

    it("keeps what comes after it from being made when it failed", async () => {
        const made: string[] = [];
        const computed: Computed = (resource) => {
            made.push(resource.name);
            return failing(resource);
        };
        await assert.rejects(recordJob({ run: "update", computed }));
        assert.ok(made.includes("job") && !made.includes("next"), made.join());
    });
});
