import assert from "node:assert/strict";

import type { Accepted } from "../../../scripts/audit/accepted";
import { accepted as acceptedHere } from "../../../scripts/audit/accepted";
import type { Answer, Finding } from "../../../scripts/audit/answer";
import { linesOf, summaryOf } from "../../../scripts/audit/summary";

const finding = (id: string): Finding => ({ id, of: "m v1", title: "t", remedy: "go get m@v2", url: "u" });
const answer = (about: string, ...ids: string[]): Answer => ({ about, findings: ids.map(finding) });
const unasked: Answer = { about: "npm packages", findings: [], problem: "no route. Do this" };
const accept = (until: string): Accepted[] => [{ id: "GO-1", reason: "not called", until }];

const TODAY = "2027-02-01";

describe("an audit", () => {
    const cases: [string, Answer[], Accepted[], number, RegExp][] = [
        ["is clean where nothing is known", [answer("a")], [], 0, /^no known vulnerability that counts$/],
        ["fails for a finding", [answer("a", "GO-1")], [], 1, /^1 known vulnerability$/],
        [
            "counts findings, not who has them",
            [answer("a", "GO-1"), answer("b", "GO-1", "GO-2")],
            [],
            1,
            /^2 known vul.*s$/,
        ],
        ["is not clean when someone could not be asked", [answer("a"), unasked], [], 2, /^nothing can be said: /],
        ["fails for a finding whoever else could not be asked", [answer("a", "GO-1"), unasked], [], 1, /^1 known/],
        ["is clean with what is accepted", [answer("a", "GO-1")], accept(TODAY), 0, /that counts, 1 accepted$/],
        ["fails for what was accepted until yesterday", [answer("a", "GO-1")], accept("2027-01-31"), 1, /^1 known/],
        [
            "fails for a finding beside an accepted one",
            [answer("a", "GO-1", "GO-2")],
            accept(TODAY),
            1,
            /, 1 accepted$/,
        ],
    ];
    for (const [what, answers, accepted, exitCode, verdict] of cases) {
        it(what, () => {
            const summary = summaryOf(answers, accepted, TODAY);
            assert.equal(summary.exitCode, exitCode);
            assert.match(linesOf(summary).at(-1) ?? "", verdict);
        });
    }

    it("says of a finding once what it is, who has it and what to do", () => {
        const lines = linesOf(summaryOf([answer("a", "GO-1"), answer("b", "GO-1")], [], TODAY));
        assert.deepEqual(lines.slice(0, 5), ["GO-1 in m v1", "    t", "    in a, b", "    go get m@v2; u", ""]);
    });

    it("says why a finding is accepted, and until when", () => {
        const text = linesOf(summaryOf([answer("a", "GO-1")], accept(TODAY), TODAY)).join("\n");
        assert.match(text, /accepted until 2027-02-01: not called/);
    });

    it("says who could not be asked, why, and what to do", () => {
        const lines = linesOf(summaryOf([answer("a"), unasked], [], TODAY));
        assert.deepEqual(lines.slice(0, 2), ["asked about a", "NOT asked about npm packages: no route. Do this"]);
    });

    it("tells of what is accepted for nothing, unless somebody could not be asked", () => {
        assert.deepEqual(summaryOf([answer("a")], accept(TODAY), TODAY).outdated, ["GO-1"]);
        assert.deepEqual(summaryOf([answer("a"), unasked], accept(TODAY), TODAY).outdated, []);
    });

    it("accepts nothing here without a reason and a last day", () => {
        for (const { id, reason, until } of acceptedHere) {
            assert.match(id, /^(?:GHSA|GO)-/);
            assert.ok(reason.length > 20, id);
            assert.match(until, /^\d{4}-\d\d-\d\d$/);
        }
    });
});
