import assert from "node:assert/strict";

import { markdown } from "../../../scripts/review/markdown";
import { say } from "../../../scripts/review/phrase";
import { reachLines } from "../../../scripts/review/reach-words";
import { reportOf } from "../../../scripts/review/report";
import { terminal } from "../../../scripts/review/terminal";
import { words } from "../../../scripts/review/words";
import type { Edge } from "../../../scripts/review/zones";
import { plan } from "../../support/previewed";

const page = (...names: string[]) => ({ title: say`Names ${names}`, groups: [] });

describe("a report in words", () => {
    const lost = words(reportOf("test", plan({ type: "volume", name: "data", op: "delete" })));

    it("is bold in Markdown where data is lost, before anything else", () => {
        assert.match(markdown(lost), /^## Site `test`\n\n\*\*Data is lost: .*\*\*\n\n- \*\*`data` \(`data`\)\*\*\n/);
    });

    it("has colours on a terminal, and none where they are not wanted", () => {
        // eslint-disable-next-line no-control-regex -- colours are control characters
        const colour = /\x1b\[/;
        assert.match(terminal(lost, true), colour);
        assert.doesNotMatch(terminal(lost, false), colour);
        assert.match(terminal(lost, false), /\n {2}! data \(data\)\n/);
    });

    it("has kinds of resources in the plural where there are several", () => {
        const keys = ["ca", "server"].map((name) => ({ type: "key", name, op: "create" }) as const);
        const zones = ["inside", "outside"].map((name) => ({ type: "zone", name, op: "create" }) as const);
        const said = markdown(
            words(reportOf("test", plan(...keys, ...zones, { type: "volume", name: "v", op: "create" }))),
        );
        assert.match(said, /\n- private keys `ca`, `server`\n- volume `v`\n- zones `inside`, `outside`\n/);
    });

    it("keeps a name a name, whatever it holds", () => {
        assert.equal(markdown(page("a`b", "``")), "## Names ``a`b``, ``` `` ```\n");
        assert.equal(terminal(page("\u001b[31mred\nline"), false), "Names  [31mred line\n");
    });

    it("keeps words words, whatever they hold", () => {
        const problem = { title: ["*a* <b> [c](d)"], groups: [] };
        assert.equal(markdown(problem), "## \\*a\\* \\<b\\> \\[c\\](d)\n");
    });
});

describe("who can newly reach whom, in words", () => {
    const edges = (zone: string, ...pairs: [string, string][]): Edge[] =>
        pairs.map((between) => ({ between, zones: [zone] }));
    const lines = (appear: Edge[]): string[] =>
        reachLines({ appear, vanish: [], wayOut: [], noWayOut: [] }).map(({ phrase }) =>
            phrase.map((piece) => (typeof piece === "string" ? piece : piece.name)).join(""),
        );

    it("is one line for a zone in which all are new to each other", () => {
        assert.deepEqual(lines(edges("z", ["a", "b"], ["a", "c"], ["b", "c"])), ["a, b, c reach each other"]);
    });

    it("is one line for a service that joins others", () => {
        assert.deepEqual(lines(edges("z", ["a", "n"], ["b", "n"], ["c", "n"])), ["n and a, b, c reach each other"]);
    });

    it("says each edge once", () => {
        const both = [...edges("z", ["a", "b"], ["a", "c"], ["b", "c"]), ...edges("y", ["a", "d"], ["c", "d"])];
        assert.deepEqual(lines(both), ["a, b, c reach each other", "d and a, c reach each other"]);
    });
});
