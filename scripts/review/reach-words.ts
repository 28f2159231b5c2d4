import { type Line, type Tone, part, say } from "./phrase";
import type { Edge, Reach } from "./zones";

/** Who can newly reach whom, and who no longer can, in few lines. */
export function reachLines({ appear, vanish, wayOut, noWayOut }: Reach): Line[] {
    return [
        ...edgeLines("added", "reach each other", appear),
        ...edgeLines("removed", "no longer reach each other", vanish),
        ...wayLine("added", "a way out of the engine", "gets", "get", wayOut),
        ...wayLine("removed", "its way out of the engine", "loses", "lose", noWayOut),
    ];
}

/** Groups in which all reach each other come first, then each who reaches several, the one with most first. */
function edgeLines(tone: Tone, what: string, edges: readonly Edge[]): Line[] {
    const left = new Map(edges.map((edge) => [edge.between.join("\0"), edge.between]));
    const groups = wholeZones(edges).map((members): Line => {
        edges.filter(({ between }) => between.every((name) => members.includes(name))).forEach(forget(left));
        return { tone, phrase: say`${members} ${part([what])}` };
    });
    const stars: Line[] = [];
    while (left.size > 0) {
        const [centre, others] = widest([...left.values()]);
        others.forEach((other) => left.delete([centre, other].sort().join("\0")));
        stars.push({ tone, phrase: say`${centre} and ${others} ${part([what])}` });
    }
    return [...groups, ...stars];
}

function forget(left: Map<string, unknown>): (edge: Edge) => void {
    return ({ between }) => left.delete(between.join("\0"));
}

/** Members of the zones among which every two have a new edge, if there are three or more; larger ones first. */
function wholeZones(edges: readonly Edge[]): string[][] {
    const zones = [...new Set(edges.flatMap(({ zones: names }) => names))];
    const groups = zones.map((zone) => {
        const inside = edges.filter(({ zones: names }) => names.includes(zone));
        return { size: inside.length, members: [...new Set(inside.flatMap(({ between }) => between))].sort() };
    });
    return groups
        .filter(({ size, members }) => members.length > 2 && size === (members.length * (members.length - 1)) / 2)
        .map(({ members }) => members)
        .sort((a, b) => b.length - a.length);
}

/** Who has most edges, and with whom. */
function widest(pairs: readonly (readonly [string, string])[]): [centre: string, others: string[]] {
    const others = (name: string): string[] =>
        pairs.filter((pair) => pair.includes(name)).map(([one, other]) => (one === name ? other : one));
    const names = [...new Set(pairs.flat())].sort((a, b) => others(b).length - others(a).length || (a < b ? -1 : 1));
    const centre = names[0] ?? "";
    return [centre, others(centre).sort()];
}

function wayLine(tone: Tone, what: string, one: string, several: string, names: readonly string[]): Line[] {
    const verb = names.length === 1 ? one : several;
    return names.length === 0 ? [] : [{ tone, phrase: say`${names} ${part([verb])} ${part([what])}` }];
}
