import type { Line } from "./captions";
import { type Colour, colours, markLooks } from "./look";
import { type Frame, type Link, type Node, type Scene, type Shape, allNodes } from "./scene";
import type { Mark } from "./topology";

/** What stands around the text of each kind of node. */
const brackets: Readonly<Record<Shape, readonly [string, string]>> = {
    "internal zone": ["{{", "}}"],
    zone: ["{{", "}}"],
    service: ["(", ")"],
    job: ["[/", "/]"],
    volume: ["[(", ")]"],
};

/** A picture as a flowchart of Mermaid, which GitHub and GitLab draw where it stands in Markdown. */
export function mermaid(scene: Scene): string {
    const { frames, links } = scene;
    const [only] = frames;
    const nodes = allNodes(scene);
    const classOf = (node: Node): string => (node.mark === "same" ? node.shape.replace(" ", "_") : node.mark);
    return [
        "flowchart TB",
        ...(frames.length === 1 && only ? inside(only) : frames.flatMap(framed)).map((line) => `    ${line}`),
        ...links.map((link) => `    ${line(link)}`),
        // After the others, which `linkStyle` counts.
        ...frames.flatMap(entries).map((entry) => `    ${entry}`),
        // An invisible link: one environment below the other.
        ...frames.slice(1).map(({ id }, index) => `    ${frames[index]!.id} ~~~ ${id}`),
        ...Object.entries(classes)
            .map(([name, look]) => ({ name, look, members: nodes.filter((node) => classOf(node) === name) }))
            .filter(({ members }) => members.length > 0)
            .flatMap(({ name, look, members }) => [
                `    classDef ${name} ${look}`,
                `    class ${members.map(({ id }) => id).join(",")} ${name}`,
            ]),
        ...links.flatMap(({ mark, sign }, index) =>
            mark === "same" || sign === undefined
                ? []
                : [`    linkStyle ${index} stroke:${markLooks[mark].edge.light},stroke-width:3px`],
        ),
    ]
        .map((text) => `${text}\n`)
        .join("");
}

const changing = Object.keys(markLooks) as Exclude<Mark, "same">[];

/** Both colours of a node are given, so that it can be read on any page, dark or light. */
const classes: Readonly<Record<string, string>> = {
    internal_zone: look(colours.zone, colours.zoneEdge),
    zone: look(colours.open, colours.openEdge),
    volume: look(colours.volume, colours.volumeEdge),
    ...Object.fromEntries(changing.map((mark) => [mark, look(markLooks[mark].fill, markLooks[mark].edge)])),
};

function look(fill: Colour, edge: Colour): string {
    return `fill:${fill.light},stroke:${edge.light},color:${colours.ink.light}`;
}

function framed(frame: Frame): string[] {
    const body = ["direction TB", ...inside(frame)].map((it) => `    ${it}`);
    return [`subgraph ${frame.id}["${text(frame.title)}"]`, ...body, "end"];
}

function inside({ nodes, frames }: Frame): string[] {
    return [...nodes.map(box), ...frames.flatMap(framed)];
}

function entries({ frames }: Frame): string[] {
    return frames.map(({ id, engine }) => `${engine} -.- ${id}`);
}

function box({ id, shape, title, lines }: Node): string {
    const [open, close] = brackets[shape];
    return `${id}${open}"${[`<b>${text(title)}</b>`, ...lines.map(small)].join("<br>")}"${close}`;
}

function small({ text: words, strong = false }: Line): string {
    return strong ? `<b>${text(words)}</b>` : text(words);
}

function line({ kind, from, to, sign }: Link): string {
    const label = sign === undefined ? "" : `|"${sign}"|`;
    const lines = {
        below: `${to} ===${label} ${from}`,
        above: `${from} ===${label} ${to}`,
        writes: `${from} -.->${label} ${to}`,
        reads: `${to} -.->${label} ${from}`,
    };
    return lines[kind];
}

/** Any text inside quotes: what means something to Mermaid, Markdown or HTML becomes a number. */
export function text(words: string): string {
    return words
        .replace(/[\p{C}\s]+/gu, " ")
        .replace(/[^\p{L}\p{N} .,:/@→+±−~-]/gu, (letter) => `#${letter.codePointAt(0)};`);
}
