import assert from "node:assert/strict";

import fc from "fast-check";

import { markdown } from "../../scripts/review/markdown";
import { planOf } from "../../scripts/review/plan";
import { readPreview } from "../../scripts/review/preview";
import { reportOf } from "../../scripts/review/report";
import { terminal } from "../../scripts/review/terminal";
import { words } from "../../scripts/review/words";
import { previewJson, serving, urn } from "../support/previewed";
import { anySpoiled, spoiledValue } from "../support/spoiled";

describe("fuzz: what a report is made of", () => {
    const texts = [
        previewJson({ type: "zone", name: "internal", inputs: { internal: true } }),
        previewJson(
            { type: "volume", name: "data", op: "replace", inputs: { name: "data" } },
            { type: "image", name: "image", op: "create", inputs: { name: "r/x:1" } },
            {
                type: "container",
                name: "smd",
                op: "replace",
                inputs: serving({ envs: ["A=1"], ports: [{ external: 80, internal: 80 }] }),
                old: serving({ envs: ["A=2"] }),
                zones: ["internal"],
                after: [urn("volume", "data")],
                made: { image: [urn("image", "image")] },
            },
            { type: "key", name: "key", op: "delete" },
        ),
    ];

    // Spoiled texts are mostly no JSON; spoiled values are, and get further.
    const values = fc
        .constantFrom(...texts.map((text) => JSON.parse(text) as unknown))
        .chain(spoiledValue)
        .map((value) => stringify(value));

    it("is no preview, or becomes a report", () => {
        fc.assert(
            fc.property(fc.oneof(anySpoiled(texts), { weight: 3, arbitrary: values }), (text) => {
                const preview = readPreview(text);
                if (preview !== undefined) {
                    const page = words(reportOf("any", planOf(preview)));
                    assert.ok(markdown(page).length > 0);
                    // Colours are ours alone: a name must not bring its own.
                    // eslint-disable-next-line no-control-regex -- that is what is looked for
                    assert.doesNotMatch(terminal(page, false), /\x1b/);
                }
            }),
            { numRuns: 3000 },
        );
    }).timeout(120_000);
});

/** Anything as JSON; what has no JSON as a text. */
function stringify(value: unknown): string {
    try {
        return JSON.stringify(value) ?? "undefined";
    } catch {
        return String(value);
    }
}
