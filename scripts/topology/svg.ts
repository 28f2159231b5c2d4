import { colours } from "./look";
import { dot, escaped } from "./dot";
import { type Scene, allNodes } from "./scene";

/** Points of an inch, in which Graphviz tells widths. */
const INCH = 72;

/** Draws a picture that fits into a page by day and by night, and always comes out the same. */
export async function svg(scene: Scene): Promise<string> {
    const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
    const graphviz = await Graphviz.load();
    const measured = graphviz.layout(dot(scene), "plain", "dot");
    const widths = [...measured.matchAll(/^node (\w+) \S+ \S+ (\S+)/gm)].map(
        ([, id = "", inches]) => [id, Number(inches) * INCH] as const,
    );
    return dressed(graphviz.dot(dot(scene, new Map(widths))), scene);
}

/** Graphviz's drawing with a style sheet, and with titles that say what is drawn. */
function dressed(drawing: string, scene: Scene): string {
    const titles = titlesOf(scene);
    return drawing
        .replace(/^[^]*?(?=<svg)/, "")
        .replace(/width="(\d+)pt" height="(\d+)pt"/, 'width="$1" height="$2" role="img"')
        .replace(/ xmlns:xlink="[^"]*"/, "")
        .replace(/<!--[^]*?-->\n/g, "")
        .replace(/ xml:space="preserve"/g, "")
        .replace(/ (?:id="[^"]*" )?class="[^"]*"/g, "")
        .replace(/ font-family="[^"]*"/g, "")
        .replace(/<title>([^<]*)<\/title>\n/g, (_, key: string) => title(titles.get(key)))
        .replace(/(<svg[^>]*>\n)/, `$1${title(scene.title)}${STYLE}`);
}

function title(words: string | undefined): string {
    return words === undefined ? "" : `<title>${escaped(words)}</title>\n`;
}

/** What each node is, in words for those who do not see it, by the name that Graphviz writes. */
function titlesOf(scene: Scene): Map<string, string> {
    return new Map(
        allNodes(scene).map((node) => {
            const { id, shape, lines } = node;
            return [id, [`${shape} ${node.title}`, ...lines.map(({ text }) => text)].join(", ")];
        }),
    );
}

const STYLE = `<style>
text { font-family: Arial, Helvetica, "Liberation Sans", sans-serif; }
@media (prefers-color-scheme: dark) {
${Object.values(colours)
    .map(({ light, dark }) => `[fill="${light}"] { fill: ${dark}; } [stroke="${light}"] { stroke: ${dark}; }`)
    .join("\n")}
}
</style>
`;
