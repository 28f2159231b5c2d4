import fc from "fast-check";

/** Texts that have made readers of such files stumble. */
const hostile = [
    ...[
        "",
        " ",
        "\t",
        "\r\n",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "\u{d800}",
        "😀",
        "%",
        "\\",
        "'",
        '"',
        "`",
        "${x}",
        "{{",
        "}}",
    ],
    ...[
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "#",
        "---\n",
        "&a ",
        "*a",
        "!!binary ",
        "!!js/function x",
        "<<: ",
        "? ",
        "|\n",
        ">\n",
    ],
    ...["null", "~", "true", "0x1f", "1e999", "-0", ".inf", "2026-11-21", "__proto__", "constructor", "toString"],
    ...["../../etc/passwd", "/dev/zero", "a".repeat(5000), "1".repeat(400), "\x1b[31m"],
];

/** What is done to one place of a text: a number of characters gives way to something else. */
const edit = fc.record({
    place: fc.nat(1_000_000),
    removed: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, fc.nat(400)),
    put: fc.oneof(
        fc.constantFrom(...hostile),
        fc.string({ maxLength: 8 }),
        fc.nat(400).map((length) => ({ length })),
    ),
});

/**
 * A text spoiled in a few places, as by a slip of the hand, a bad merge, a broken copy, or on purpose: parts of it go,
 * stand twice or somewhere else, and things come in that do not belong there.
 */
export function spoiled(text: string): fc.Arbitrary<string> {
    return fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
        edits.reduce((whole, { place, removed, put }) => {
            const at = place % (whole.length + 1);
            // A length stands for as much of the text itself, taken from another place.
            const from = (place * 7) % (whole.length + 1);
            const added = typeof put === "string" ? put : whole.slice(from, from + put.length);
            return whole.slice(0, at) + added + whole.slice(at + removed);
        }, text),
    );
}

/** Bytes spoiled in the same way. */
export function spoiledBytes(bytes: Buffer): fc.Arbitrary<Buffer> {
    return spoiled(bytes.toString("latin1")).map((text) => Buffer.from(text, "latin1"));
}

/** One of the texts, spoiled. */
export function anySpoiled(texts: readonly string[]): fc.Arbitrary<string> {
    return fc.constantFrom(...texts).chain(spoiled);
}

/** A value of lists and maps with something else in one place of it, or without it. */
export function spoiledValue(value: unknown): fc.Arbitrary<unknown> {
    const other = fc.oneof(fc.constantFrom(...hostile), fc.anything(), fc.constant(undefined));
    return fc.tuple(fc.infiniteStream(fc.nat(1000)), other).map(([way, put]) => replaced(value, way, put));
}

function replaced(value: unknown, way: Iterator<number>, put: unknown): unknown {
    const turn = way.next().value as number;
    if (typeof value !== "object" || value === null || turn % 6 === 0) {
        return put;
    }
    const keys = Object.keys(value);
    const picked = keys[turn % Math.max(keys.length, 1)];
    const entries = Object.entries(value).map(([key, item]) => [
        key,
        key === picked ? replaced(item, way, put) : (item as unknown),
    ]);
    const changed = Object.fromEntries(entries) as Record<string, unknown>;
    return Array.isArray(value) ? Object.values(changed) : changed;
}
