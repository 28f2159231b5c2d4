import assert from "node:assert/strict";

import { MARK, type SiteReview, comment } from "../../../scripts/ci/preview";

const review = (site: string, picture?: string): SiteReview => ({ site, text: `## ${site}\n`, usable: true, picture });
const large = "x".repeat(30_000);

describe("the comment on all sites", () => {
    it("has every report, each with its picture where it has one", () => {
        assert.equal(comment([review("a", "A"), review("b")]), `${MARK}\n\n## a\n\nA\n\n## b\n`);
    });

    it("is no longer than a forge takes, and says how to draw the pictures that it leaves out", () => {
        const text = comment([review("a", large), review("b", large), review("c", large), review("d")]);
        assert.ok(text.length < 65_536);
        assert.equal(text.split(large).length - 1, 2);
        assert.match(text, /## c\n\nThe picture .*: `npm run topology -- --stack c --changes` draws it\.\n\n## d\n$/);
    });

    it("never leaves out a report", () => {
        const text = comment([{ ...review("a", "A"), text: "x".repeat(70_000) }, review("b")]);
        assert.match(text, /xxx\n\nThe picture .*--stack a --changes[^]*## b\n$/);
    });
});
