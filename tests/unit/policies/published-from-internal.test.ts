import assert from "node:assert/strict";

import { type Declared, WELL_DECLARED_TASK, broken, container } from "../../support/declared";

const zone = (name: string, internal: boolean): Declared => ({ type: "zone", name, inputs: { internal } });
const [inner, deep, outer] = [zone("inner", true), zone("deep", true), zone("outer", false)];
const check = (declared: Declared): string[] => broken("published-from-internal", [inner, deep, outer, declared]);
const ports = [{ internal: 80, external: 8080 }];

describe("the rule published-from-internal", () => {
    it("holds where a zone has a way out, or nothing is published", () => {
        assert.deepEqual(check(container({ ports }, { from: { networksAdvanced: [inner, outer] } })), []);
        assert.deepEqual(check(container({ ports: [] }, { from: { networksAdvanced: [inner] } })), []);
    });

    it("is broken by a container in internal zones that publishes", () => {
        assert.deepEqual(check(container({ ports }, { from: { networksAdvanced: [inner, deep] } })), [
            "web publishes 8080:80, but is in internal zones only: deep, inner; " +
                "publish nothing, or let it join a zone that is not internal",
        ]);
    });

    it("is broken by a service of a swarm that does", () => {
        const service: Declared = {
            type: "service",
            name: "web",
            inputs: {
                taskSpec: WELL_DECLARED_TASK,
                endpointSpec: { ports: [{ publishedPort: 8080, targetPort: 80 }] },
            },
            from: { taskSpec: [inner] },
        };
        assert.match(check(service).join(), /^web publishes 8080:80, but is in internal zones only: inner/);
    });
});
