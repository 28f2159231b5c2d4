import type { Line, Page, Phrase, Section } from "./phrase";

/** A report as Markdown, such as a pull request's comment. */
export function markdown({ title, groups }: Page): string {
    const body = groups.flatMap((group) => [
        ...(group.title ? [`### ${text(group.title)}`] : []),
        ...group.sections.map(section),
    ]);
    return [`## ${text(title)}`, ...body].join("\n\n") + "\n";
}

function section({ title, lines, ordered = false }: Section): string {
    const bold = `**${text(title)}**`;
    return lines.length === 0
        ? bold
        : [bold, "", ...lines.map((line, index) => `${ordered ? `${index + 1}.` : "-"} ${item(line)}`)].join("\n");
}

function item({ tone, phrase }: Line): string {
    return tone === "danger" ? `**${text(phrase)}**` : text(phrase);
}

function text(phrase: Phrase): string {
    return phrase.map((piece) => (typeof piece === "string" ? escaped(piece) : code(piece.name))).join("");
}

/** Words stay words, whatever they hold. */
function escaped(words: string): string {
    return words.replace(/[\\`*_<>[\]|#]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

/** A name between more backticks than it holds. */
function code(name: string): string {
    const longest = Math.max(0, ...[...name.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    const space = /^`|`$/.test(name) ? " " : "";
    return `${fence}${space}${name.replace(/\s+/g, " ")}${space}${fence}`;
}
