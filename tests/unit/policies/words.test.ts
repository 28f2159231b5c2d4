import assert from "node:assert/strict";

import { policyWords, withViolations } from "../../../scripts/policies/words";
import { markdown } from "../../../scripts/review/markdown";
import { type Declared, container, violations } from "../../support/declared";

const image: Declared = { type: "image", name: "web", inputs: { name: "nginx:1.26" } };
const found = violations([image, container({ memory: undefined })], { policies: { limits: "mandatory" } });
const report = { title: ["Site `test`"], groups: [{ sections: [{ title: ["Nothing changes"], lines: [] }] }] };

describe("violations in words", () => {
    it("begin with what a site is refused for, and name rule, resource and cure", () => {
        assert.equal(
            markdown(policyWords("test", found)),
            [
                "## Site `test`",
                "**Against the rules of the house: the site is refused**",
                "- **`limits`: service `web` of `tour` has no limit of memory, so it can take the host's: give it `memory` in MiB**",
                "**Against advice of the house**",
                '- `pinned-images`: image `web` of `tour` is pulled as "nginx:1.26", which may be another image tomorrow: ' +
                    "write name:tag@sha256:…\n",
            ].join("\n\n"),
        );
    });

    it("say so where there are none", () => {
        assert.match(markdown(policyWords("test", [])), /\*\*All rules of the house hold\*\*/);
    });

    it("stand above a report, which has a list of its own for images that it is advised to pin", () => {
        const said = markdown(withViolations(report, found));
        assert.match(said, /refused\*\*\n\n- \*\*`limits`[^]*\*\*Nothing changes\*\*/);
        assert.ok(!said.includes("pinned-images"), said);
        const inProduction = violations([image], { purpose: "production" });
        assert.match(markdown(withViolations(report, inProduction)), /refused\*\*\n\n- \*\*`pinned-images`/);
    });

    it("leave a report as it is where there are none", () => {
        assert.deepEqual(withViolations(report, []), report);
    });
});
