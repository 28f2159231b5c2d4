/** A piece of a sentence: plain words, or a name as it is written in files and on the engine. */
export type Piece = string | { readonly name: string };

/** A sentence or a part of one. Names are kept apart, so that each way of showing it can set them off and escape them. */
export type Phrase = readonly Piece[];

/** What can stand in a phrase: a phrase, a name, or names, which are joined by commas. */
type Insert = string | readonly string[] | { readonly phrase: Phrase };

/** Makes a phrase; what is inserted are names. */
export function say(words: TemplateStringsArray, ...inserts: readonly Insert[]): Phrase {
    return words.flatMap((word, index) => [...(word === "" ? [] : [word]), ...pieces(inserts[index] ?? [])]);
}

/** A phrase to be inserted into another. */
export function part(phrase: Phrase): { phrase: Phrase } {
    return { phrase };
}

/** Phrases with something between each two. */
export function joined(phrases: readonly Phrase[], between: string): Phrase {
    return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [between, ...phrase]));
}

function pieces(insert: Insert): Piece[] {
    if (typeof insert === "string") {
        return [{ name: insert }];
    }
    if ("phrase" in insert) {
        return [...insert.phrase];
    }
    return joined(
        insert.map((name) => [{ name }]),
        ", ",
    ).slice();
}

/** What a reader shall make of a line. */
export type Tone = "danger" | "added" | "removed" | "changed" | "plain";

export interface Line {
    readonly tone: Tone;
    readonly phrase: Phrase;
}

/** Lines under a heading. */
export interface Section {
    readonly title: Phrase;
    readonly lines: readonly Line[];
    /** Whether the order of the lines means something. @default false */
    readonly ordered?: boolean;
}

/** A report in words: its heading, and sections in groups, each group with a heading of its own or none. */
export interface Page {
    readonly title: Phrase;
    readonly groups: readonly { readonly title?: Phrase; readonly sections: readonly Section[] }[];
}
