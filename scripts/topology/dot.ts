import type { Line } from "./captions";
import { legend } from "./legend";
import { type Colour, colours, lookOf } from "./look";
import { type Frame, type Link, type Node, type Scene, type Shape } from "./scene";

/** Sizes of text, in points. */
const TITLE = 13;
const LINE = 11;
/** Points between what stands side by side. */
const GAP = 13;

type Widths = ReadonlyMap<string, number>;

interface Look {
    readonly fill: Colour;
    readonly edge: Colour;
    readonly shape: string;
    readonly style: string;
}

const looks: Readonly<Record<Shape, Look>> = {
    "internal zone": { fill: colours.zone, edge: colours.zoneEdge, shape: "plain", style: "" },
    zone: { fill: colours.open, edge: colours.openEdge, shape: "plain", style: "" },
    service: { fill: colours.box, edge: colours.boxEdge, shape: "box", style: "rounded,filled" },
    job: { fill: colours.box, edge: colours.boxEdge, shape: "box", style: "filled,dashed" },
    volume: { fill: colours.volume, edge: colours.volumeEdge, shape: "cylinder", style: "filled" },
};

/**
 * A picture for Graphviz: zones are bars, the outermost on top, and services hang from them.
 * @param widths Of nodes, in points, by their ids: so much room each of them gets below its bar. Graphviz tells them.
 */
export function dot(scene: Scene, widths: Widths = new Map()): string {
    const { frames, links } = scene;
    const [only] = frames;
    const body =
        frames.length === 1 && only
            ? inside(only, scene, widths)
            : frames.flatMap((frame) => framed(frame, scene, widths));
    return [
        "digraph {",
        `graph [nodesep=${GAP / 72}, ranksep=0.3, pad=0.15, compound=true, bgcolor="${colours.paper.light}"]`,
        // One environment below the other, in the order of their names.
        ...(frames.length === 1 ? [] : [`graph [pack=16, packmode="array_tlu1"]`]),
        `graph [fontname=Arial, fontsize=${LINE}, fontcolor="${colours.faint.light}"]`,
        `node [fontname=Arial, fontsize=${TITLE}, fontcolor="${colours.ink.light}", margin="0.1,0.04", height=0.35]`,
        `edge [fontname=Arial, fontsize=${TITLE}, arrowsize=0.7]`,
        ...body,
        ...links.map(edge),
        `graph [labelloc=b, label=<${legend(scene)}>]`,
        "}",
    ].join("\n");
}

function framed(frame: Frame, scene: Scene, widths: Widths): string[] {
    const { id, title } = frame;
    return [
        `subgraph cluster_${id} {`,
        `graph [label=<<b>${escaped(title)}</b>>, labeljust=l, labelloc=t, sortv=${scene.frames.indexOf(frame) + 1}]`,
        `graph [style=rounded, color="${colours.frame.light}"]`,
        ...inside(frame, scene, widths),
        "}",
    ];
}

function inside({ nodes, frames }: Frame, scene: Scene, widths: Widths): string[] {
    return [
        ...nodes.map((node) => (isZone(node) ? bar(node, scene, widths) : box(node))),
        ...frames.flatMap((frame) => [...framed(frame, scene, widths), ...entry(frame)]),
    ];
}

/** An engine's frame stands below the service that is the engine. */
function entry({ id, engine, nodes: [first] }: Frame): string[] {
    const line = `lhead=cluster_${id}, arrowhead=none, style=dotted, color="${colours.faint.light}"`;
    return engine === undefined || first === undefined ? [] : [`${engine} -> ${first.id} [${line}]`];
}

function isZone({ shape }: Node): boolean {
    return shape === "zone" || shape === "internal zone";
}

function box({ id, shape, mark, title, lines }: Node): string {
    const look = looks[shape];
    const { fill, edge } = lookOf(mark) ?? look;
    const name = escaped(title);
    const rows = [
        shape === "volume" ? `<font point-size="${LINE}">${name}</font>` : `<b>${name}</b>`,
        ...lines.map(small),
    ];
    const label = table("", 1, rows.map((row) => `<tr><td>${row}</td></tr>`).join(""));
    return (
        `${id} [shape=${look.shape}, style="${look.style}", fillcolor="${fill.light}", color="${edge.light}", ` +
        `label=<${label}>]`
    );
}

/** A bar with a place for each of those that hang from it or stand on it. */
function bar({ id, shape, mark, title, lines }: Node, { links }: Scene, widths: Widths): string {
    const { fill, edge } = lookOf(mark) ?? looks[shape];
    const places = (kind: Link["kind"]): string => {
        const cells = links
            .filter((link) => link.to === id && link.kind === kind)
            .map(({ from }) => `<td port="${kind}_${from}" width="${Math.ceil((widths.get(from) ?? 0) + GAP)}"></td>`);
        return cells.length === 0 ? "" : `<tr><td>${table("", 0, `<tr>${cells.join("")}</tr>`)}</td></tr>`;
    };
    const text = [`<b>${escaped(title)}</b>`, ...lines.map(small)].join("  ");
    const rows = `${places("above")}<tr><td align="left" cellpadding="3">${text}</td></tr>${places("below")}`;
    return `${id} [shape=plain, label=<${table(`bgcolor="${fill.light}" color="${edge.light}"`, 0, rows, 1)}>]`;
}

function table(attributes: string, padding: number, rows: string, border = 0): string {
    const spacing = `border="${border}" cellborder="0" cellspacing="0" cellpadding="${padding}"`;
    return `<table ${spacing} ${attributes}>${rows}</table>`;
}

function edge({ kind, from, to, mark, sign }: Link): string {
    const look = lookOf(mark);
    const label = sign === undefined ? "" : `, label="${sign}", fontcolor="${look?.edge.light}"`;
    if (kind === "below" || kind === "above") {
        const line = `dir=none, penwidth=2.5, weight=100, color="${(look?.edge ?? colours.zoneEdge).light}"${label}`;
        return kind === "below"
            ? `${to}:below_${from}:s -> ${from}:n [${line}]`
            : `${from}:s -> ${to}:above_${from}:n [${line}]`;
    }
    const direction = kind === "reads" ? "dir=back, " : "";
    return `${from} -> ${to} [${direction}style=dashed, color="${(look?.edge ?? colours.volumeEdge).light}"${label}]`;
}

function small({ text, mark, strong = false }: Line): string {
    const colour = lookOf(mark)?.edge ?? (strong ? colours.openEdge : colours.faint);
    const written = strong ? `<b>${escaped(text)}</b>` : escaped(text);
    return `<font point-size="${LINE}" color="${colour.light}">${written}</font>`;
}

/** Any text as a part of an HTML-like label. */
export function escaped(text: string): string {
    return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/\p{C}+/gu, " ");
}
