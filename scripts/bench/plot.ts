import { OPERATIONS, type Operation, RIVALS, type Result, type Results, type RivalName } from "./results";
import { summaryOf } from "./statistics";
import { sizesOf } from "./tables";
import { operationTitle, rivalTitle } from "./words";

/** Readable on light and on dark pages, and by those who see few colours: each rival has its own mark as well. */
const COLOURS: Readonly<Record<RivalName, string>> = {
    compose: "#b8860b",
    opentofu: "#c0578a",
    "bare-pulumi": "#7f7f7f",
    "hpc-stacks": "#2b83c6",
};

const PANEL = { width: 300, height: 190, left: 46, top: 34, right: 12, bottom: 36 };
const COLUMNS = 3;
const LEGEND = 30;

interface Point {
    readonly size: number;
    readonly seconds: number;
}

interface Line {
    readonly rival: RivalName;
    readonly points: readonly Point[];
}

/** A place on an axis of a panel for a value. */
type Scale = (value: number) => number;

/** How long each operation takes with how many plain services: an SVG, both axes logarithmic. */
export function plot({ results }: Results): string {
    const panels = OPERATIONS.map((operation) => ({ operation, lines: linesOf(results, operation) })).filter(
        ({ lines }) => lines.length > 0,
    );
    const points = panels.flatMap(({ lines }) => lines.flatMap((line) => line.points));
    const seconds = decades(points.map((point) => point.seconds));
    const sizes = sizesOf(results, "services");
    const rows = Math.ceil(panels.length / COLUMNS);
    const [width, height] = [PANEL.width * COLUMNS, PANEL.height * rows + LEGEND];
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
            'role="img" font-family="system-ui, sans-serif" font-size="11">',
        "<title>Seconds that each operation takes by the number of services</title>",
        "<style>text { fill: #57606a } .grid { stroke: #8c959f; stroke-opacity: 0.3 } " +
            "@media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } }</style>",
        ...legend(RIVALS.filter((rival) => panels.some(({ lines }) => lines.some((line) => line.rival === rival)))),
        ...panels.flatMap(({ operation, lines }, index) => [
            `<g transform="translate(${(index % COLUMNS) * PANEL.width} ${LEGEND + Math.floor(index / COLUMNS) * PANEL.height})">`,
            ...panel(operation, lines, sizes, seconds),
            "</g>",
        ]),
        "</svg>",
        "",
    ].join("\n");
}

function linesOf(results: readonly Result[], operation: Operation): Line[] {
    return RIVALS.map((rival) => ({
        rival,
        points: sizesOf(results, "services").flatMap((size) => {
            const found = summaryOf(results, { case: "services", of: rival, size, measure: operation });
            return found === undefined ? [] : [{ size, seconds: found.median }];
        }),
    })).filter(({ points }) => points.length > 0);
}

/** Powers of ten around values. */
function decades(values: readonly number[]): number[] {
    const exponents = values.map((value) => Math.log10(Math.max(value, 0.001)));
    const [first, last] = [Math.floor(Math.min(...exponents)), Math.ceil(Math.max(...exponents))];
    return values.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}

function logarithmic(from: number, to: number, begin: number, end: number): Scale {
    const span = Math.log(to) - Math.log(from) || 1;
    return (value) => begin + ((Math.log(Math.max(value, from)) - Math.log(from)) / span) * (end - begin);
}

function panel(operation: Operation, lines: readonly Line[], sizes: readonly number[], seconds: readonly number[]) {
    const [left, right] = [PANEL.left, PANEL.width - PANEL.right];
    const [top, bottom] = [PANEL.top, PANEL.height - PANEL.bottom];
    const x = logarithmic(sizes[0]!, sizes.at(-1)!, left + 10, right - 10);
    const y = logarithmic(seconds[0]!, seconds.at(-1)!, bottom, top);
    return [
        `<text x="${left}" y="${top - 12}" font-weight="600">${operationTitle(operation)}</text>`,
        ...seconds.flatMap((tick) => [
            `<line class="grid" x1="${left}" x2="${right}" y1="${at(y(tick))}" y2="${at(y(tick))}"/>`,
            `<text x="${left - 6}" y="${at(y(tick) + 4)}" text-anchor="end">${Number(tick.toPrecision(1))} s</text>`,
        ]),
        ...sizes.map((size) => `<text x="${at(x(size))}" y="${bottom + 16}" text-anchor="middle">${size}</text>`),
        ...lines.flatMap(({ rival, points }) => {
            const places = points.map(({ size, seconds: value }) => [x(size), y(value)] as const);
            const path = places.map(([px, py]) => `${at(px)},${at(py)}`).join(" ");
            return [
                `<polyline points="${path}" fill="none" stroke="${COLOURS[rival]}" stroke-width="2"/>`,
                ...places.map(([px, py]) => mark(rival, px, py)),
            ];
        }),
    ];
}

function legend(rivals: readonly RivalName[]): string[] {
    return rivals.flatMap((rival, index) => {
        const x = PANEL.left + index * 130;
        return [mark(rival, x, 16), `<text x="${x + 12}" y="20">${rivalTitle(rival)}</text>`];
    });
}

function mark(rival: RivalName, x: number, y: number): string {
    const colour = `fill="${COLOURS[rival]}"`;
    switch (rival) {
        case "compose":
            return `<rect x="${at(x - 4)}" y="${at(y - 4)}" width="8" height="8" ${colour}/>`;
        case "opentofu":
            return `<path d="M${at(x)} ${at(y - 5)}l5 9h-10z" ${colour}/>`;
        case "bare-pulumi":
            return `<path d="M${at(x)} ${at(y - 5)}l5 5l-5 5l-5 -5z" ${colour}/>`;
        case "hpc-stacks":
            return `<circle cx="${at(x)}" cy="${at(y)}" r="4.5" ${colour}/>`;
    }
}

function at(place: number): string {
    return place.toFixed(1);
}
