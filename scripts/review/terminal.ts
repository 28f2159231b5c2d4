import { styleText } from "node:util";

import type { Line, Page, Phrase, Section, Tone } from "./phrase";

type Style = Parameters<typeof styleText>[0];

const tones: Readonly<Record<Tone, { readonly style: Style; readonly sign: string }>> = {
    added: { style: "green", sign: "+" },
    changed: { style: "yellow", sign: "~" },
    danger: { style: ["bold", "red"], sign: "!" },
    plain: { style: "reset", sign: " " },
    removed: { style: "red", sign: "-" },
};

/** A report for a terminal, with colours or without. */
export function terminal({ title, groups }: Page, colours: boolean): string {
    const paint = (style: Style, words: string): string =>
        colours ? styleText(style, words, { validateStream: false }) : words;
    const lineOf = ({ tone, phrase }: Line, number: string): string =>
        paint(tones[tone].style, `  ${number || `${tones[tone].sign} `}${text(phrase)}`);
    const sectionOf = ({ title: heading, lines, ordered = false }: Section): string =>
        [
            paint("bold", text(heading)),
            ...lines.map((line, index) => lineOf(line, ordered ? `${String(index + 1).padStart(2)}. ` : "")),
        ].join("\n");
    const body = groups.flatMap((group) => [
        ...(group.title ? [paint(["bold", "underline"], text(group.title))] : []),
        ...group.sections.map(sectionOf),
    ]);
    return [paint("bold", text(title)), ...body].join("\n\n") + "\n";
}

/** Without control characters, so that no name can move the cursor or change colours. */
function text(phrase: Phrase): string {
    return phrase
        .map((piece) => (typeof piece === "string" ? piece : piece.name))
        .join("")
        .replace(/[\p{Cc}]+/gu, " ");
}
