import { type Colour, colours, markLooks } from "./look";
import { type Scene, allNodes } from "./scene";

/** What the shapes and colours of a picture mean, those that occur in it, as a part of a label of Graphviz. */
export function legend(scene: Scene): string {
    const nodes = allNodes(scene);
    const shown = (shape: string): boolean => nodes.some((node) => node.shape === shape);
    const cells = [
        ...(shown("internal zone") ? [swatch("zone", colours.zone, colours.zoneEdge)] : []),
        ...(shown("zone") ? [swatch("zone with a way out", colours.open, colours.openEdge)] : []),
        ...(shown("volume") ? [swatch("volume", colours.volume, colours.volumeEdge)] : []),
        ...(scene.links.some(({ kind }) => kind === "reads") ? [words("arrow from a volume: read only")] : []),
        ...(nodes.some(({ lines }) => lines.some(({ text }) => text.includes("→")))
            ? [words("host → port: published")]
            : []),
        ...Object.entries(markLooks)
            .filter(([mark]) => [...nodes, ...scene.links].some((it) => it.mark === mark))
            .map(([, { sign, word, fill, edge }]) => swatch(`${sign} ${word}`, fill, edge)),
    ];
    return `<table border="0" cellborder="0" cellspacing="5" cellpadding="2"><tr>${cells.join("")}</tr></table>`;
}

function swatch(text: string, fill: Colour, edge: Colour): string {
    return `<td border="1" bgcolor="${fill.light}" color="${edge.light}">${text}</td>`;
}

function words(text: string): string {
    return `<td>${text}</td>`;
}
