import assert from "node:assert/strict";

import { type Declared, WELL_DECLARED_TASK, broken, container } from "../../support/declared";

const check = (...declared: Declared[]): string[] => broken("hardening", declared);
const engine: Declared = { type: "engine", name: "engine" };
const FREE = {
    user: "0:0",
    capabilities: { adds: ["CAP_SYS_ADMIN"], drops: ["ALL"] },
    securityOpts: ["apparmor=unconfined", "seccomp=unconfined"],
};

describe("the rule hardening", () => {
    it("holds for what takes nothing for itself, and for what has an exception", () => {
        assert.deepEqual(check(container()), []);
        assert.deepEqual(check(engine, container(FREE, { parent: engine })), []);
        assert.deepEqual(check({ type: "service", name: "web", inputs: { taskSpec: ZONED_TASK } }), []);
    });

    for (const [what, inputs] of [
        ["runs as root", { user: "root:root" }],
        ["runs as 0", { user: "0" }],
        ["runs as the image's user", { user: undefined }],
        ["has capabilities: CAP_NET_ADMIN", { capabilities: { adds: ["CAP_NET_ADMIN"], drops: ["ALL"] } }],
        ["has capabilities: those of every container", { capabilities: undefined }],
        ["what it starts may gain privileges", { securityOpts: [] }],
        ["is not confined: seccomp=unconfined", { securityOpts: ["no-new-privileges", "seccomp=unconfined"] }],
        ["is privileged", { privileged: true }],
        ["sees the processes of the host", { pidMode: "host" }],
        ["is on the network of the host", { networkMode: "host" }],
    ] as const) {
        it(`is broken where it says: ${what}`, () => {
            const [message = "", ...others] = check(container(inputs));
            assert.ok(message.startsWith(`web ${what}`), message);
            assert.deepEqual(others, []);
        });
    }

    it("is broken by an exception's like outside the component that it is made for", () => {
        assert.equal(check(container(FREE)).length, 4);
    });

    it("is broken by a component with an exception that takes more", () => {
        const [message = "", ...others] = check(engine, container({ ...FREE, privileged: true }, { parent: engine }));
        assert.match(message, /^web is privileged/);
        assert.deepEqual(others, []);
    });
});

const ZONED_TASK = { ...WELL_DECLARED_TASK, networksAdvanceds: [{ id: "a-zone" }] };
