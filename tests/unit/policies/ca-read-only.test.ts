import assert from "node:assert/strict";

import { type Declared, WELL_DECLARED_TASK, broken, container } from "../../support/declared";

const authority: Declared = { type: "authority", name: "ca" };
const root: Declared = { type: "volume", name: "root-ca", inputs: { name: "test-root-ca" }, parent: authority };
const data: Declared = { type: "volume", name: "data", inputs: { name: "test-data" } };
const check = (declared: Declared): string[] => broken("ca-read-only", [authority, root, data, declared]);
const mounting = (volumeName: string, readOnly: boolean, parent?: Declared): Declared =>
    container({ volumes: [{ volumeName, containerPath: "/root_ca", readOnly }] }, { parent });
const message = 'web may write to "test-root-ca" of the certificate authority at /root_ca: mount it read-only';

describe("the rule ca-read-only", () => {
    it("holds where others only read, and the authority writes", () => {
        assert.deepEqual(check(mounting("test-root-ca", true)), []);
        assert.deepEqual(check(mounting("test-root-ca", false, authority)), []);
        assert.deepEqual(check(mounting("test-data", false)), []);
    });

    it("is broken by another that may write, be it by a volume, a mount or in a swarm", () => {
        assert.deepEqual(check(mounting("test-root-ca", false)), [message]);
        const mounts = [{ source: "test-root-ca", target: "/root_ca", type: "volume" }];
        assert.deepEqual(check(container({ mounts })), [message]);
        const containerSpec = { ...WELL_DECLARED_TASK.containerSpec, mounts };
        const service: Declared = {
            type: "service",
            name: "web",
            inputs: { taskSpec: { ...WELL_DECLARED_TASK, containerSpec } },
        };
        assert.deepEqual(check(service), [message]);
    });
});
