import assert from "node:assert/strict";

import { UNKNOWN } from "../../../policies/inputs";
import { type Declared, broken, container, violations } from "../../support/declared";

const DIGEST = `sha256:${"0".repeat(64)}`;
const image = (inputs: Record<string, unknown>): Declared => ({ type: "image", name: "web", inputs });
const check = (declared: Declared): string[] => broken("pinned-images", [declared]);

describe("the rule pinned-images", () => {
    it("holds for a digest, an id, what is built, and what is not known yet", () => {
        for (const name of [`nginx:1.26@${DIGEST}`, `nginx@${DIGEST}`, UNKNOWN]) {
            assert.deepEqual(check(image({ name })), []);
        }
        assert.deepEqual(check(image({ name: "ours:1", build: { context: "images/base" } })), []);
        assert.deepEqual(check(container({ image: DIGEST })), []);
    });

    it("is broken by a tag alone, of an image or in a container", () => {
        const message = 'web is pulled as "nginx:1.26", which may be another image tomorrow: write name:tag@sha256:…';
        assert.deepEqual(check(image({ name: "nginx:1.26" })), [message]);
        assert.deepEqual(check(container({ image: "nginx:1.26" })), [message]);
    });

    it("is advice, but refuses a site that is in production", () => {
        const levels = (site: Record<string, unknown>): string[] =>
            violations([image({ name: "nginx:1.26" })], site).map(({ level }) => level);
        assert.deepEqual(levels({}), ["advisory"]);
        assert.deepEqual(levels({ purpose: "production" }), ["mandatory"]);
        assert.deepEqual(levels({ purpose: "production", policies: { "pinned-images": "advisory" } }), ["advisory"]);
    });
});
