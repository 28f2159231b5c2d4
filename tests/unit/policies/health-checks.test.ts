import assert from "node:assert/strict";

import { type Declared, WELL_DECLARED_TASK, broken, container } from "../../support/declared";

const check = (declared: Declared): string[] => broken("health-checks", [declared]);

describe("the rule health-checks", () => {
    it("holds for a service with a test, and for a job", () => {
        assert.deepEqual(check(container()), []);
        assert.deepEqual(check(container({ healthcheck: undefined, mustRun: false, labels: [] })), []);
    });

    it("is broken by a service with none, or one that is switched off", () => {
        for (const healthcheck of [undefined, { tests: [] }, { tests: ["NONE"] }]) {
            assert.match(check(container({ healthcheck })).join(), /^web has no health check/);
        }
    });

    it("is broken by a service of a swarm with none", () => {
        const containerSpec = { ...WELL_DECLARED_TASK.containerSpec, healthcheck: undefined };
        const taskSpec = { ...WELL_DECLARED_TASK, containerSpec };
        assert.match(check({ type: "service", name: "web", inputs: { taskSpec } }).join(), /^web has no health check/);
        const good: Declared = { type: "service", name: "web", inputs: { taskSpec: WELL_DECLARED_TASK } };
        assert.deepEqual(check(good), []);
    });
});
