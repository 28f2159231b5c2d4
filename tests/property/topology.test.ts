import assert from "node:assert/strict";

import fc from "fast-check";

import { mermaid } from "../../scripts/topology/mermaid";
import type { Scene } from "../../scripts/topology/scene";
import { svg } from "../../scripts/topology/svg";

const anything = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
    fc.constantFrom(
        '"',
        '"]',
        "]]",
        "<b>",
        "</table>>]",
        "&amp;",
        "`a`",
        "end",
        "#35;",
        "%%{init}%%",
        "\\",
        "\\N",
        "a\nb",
    ),
);

/** A scene of one service with a volume in one zone, under whatever names. */
function sceneOf([zone, service, detail, volume, frame]: readonly string[]): Scene {
    const node = (id: string, title = "", line?: string) => ({
        ...{ id, title, mark: "same" as const },
        lines: line === undefined ? [] : [{ text: line, mark: "same" as const }],
    });
    const nodes = [
        { ...node("n1", zone), shape: "zone" as const },
        { ...node("n2", service, detail), shape: "service" as const },
        { ...node("n3", volume), shape: "volume" as const },
    ];
    const links = [
        { kind: "below" as const, from: "n2", to: "n1", mark: "same" as const },
        { kind: "writes" as const, from: "n2", to: "n3", mark: "same" as const },
    ];
    const inner = { id: "e1_1", title: frame ?? "", engine: "n2", nodes, frames: [] };
    const frames = [{ id: "e1", title: frame ?? "", nodes: [], frames: [inner] }, { ...EMPTY }];
    return { title: "test", frames, links };
}

const EMPTY = { id: "e2", title: "empty", nodes: [], frames: [] };
const names = fc.array(anything, { minLength: 5, maxLength: 5 });

/** A name as it can be shown: what cannot be printed is a space. */
const shown = (name: string): string => name.replace(/\p{C}+/gu, " ");

describe("a picture of things with any names", () => {
    it("is well formed as SVG, and says the names", async () => {
        await fc.assert(
            fc.asyncProperty(names, async (all) => {
                const picture = await svg(sceneOf(all));
                const titles = [...picture.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title = ""]) =>
                    decoded(title),
                );
                const [zone = "", service = "", detail = "", volume = ""] = all.map(shown);
                assert.deepEqual(
                    titles.slice(1).sort(),
                    [`zone ${zone}`, `service ${service}, ${detail}`, `volume ${volume}`].sort(),
                );
                assert.doesNotMatch(picture.replace(/<style>[^]*<\/style>/, ""), /&(?!#?\w+;)/);
            }),
            { numRuns: 25 },
        );
    });

    it("is a flowchart in which no name means anything to Mermaid", () => {
        fc.assert(
            fc.property(names, (all) => {
                const text = mermaid(sceneOf(all));
                const quoted = [...text.matchAll(/"([^"\n]*)"/g)].map(([, words = ""]) => words);
                assert.equal(quoted.length, 6, text);
                const words = quoted.map((it) => decoded(it.replace(/<\/?b>|<br>/g, "|").replace(/#(\d+);/g, "&#$1;")));
                const [zone, service, detail, volume, frame] = all.map((name) => shown(name).replace(/\s+/g, " "));
                assert.deepEqual(
                    words.sort(),
                    ["empty", frame, frame, `|${zone}|`, `|${service}||${detail}`, `|${volume}|`].sort(),
                );
                assert.ok(quoted.every((it) => /^(?:[\p{L}\p{N} .,:/@→+±−~-]|#\d+;|<\/?b>|<br>)*$/u.test(it)));
            }),
        );
    });
});

function decoded(text: string): string {
    const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };
    return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
        code === undefined ? (named[name] ?? name) : String.fromCodePoint(Number(code)),
    );
}
