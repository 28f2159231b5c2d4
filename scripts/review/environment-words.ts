import { type Line, type Phrase, type Section, type Tone, joined, part, say } from "./phrase";
import type { Published } from "./ports";
import { reachLines } from "./reach-words";
import type { Reason } from "./reasons";
import type { EnvironmentReport, Item } from "./report";
import type { Named, Restart } from "./restarts";

/** What happens to an environment, in words; what does not happen is left out. */
export function environmentSections(environment: EnvironmentReport): Section[] {
    const { created, updated, replaced, deleted, restarts, images, secrets, certificates, reach, ports } = environment;
    const starts = restarts.filter(({ action }) => action === "start");
    const stops = restarts.filter(({ action }) => action === "stop");
    return [
        section(
            say`Restarts, in this order`,
            restarts
                .filter(({ action }) => action === "restart")
                .map((restart) => line("changed", restartPhrase(restart))),
            true,
        ),
        section(say`Starts, in this order`, starts.length === 0 ? [] : [line("added", say`${starts.map(nameOf)}`)]),
        section(say`Stops for good`, stops.length === 0 ? [] : [line("removed", say`${stops.map(nameOf)}`)]),
        section(
            say`Images`,
            images.map(({ name, action, reference, again, reasons }) =>
                line(
                    action === "remove" ? "removed" : again ? "changed" : "added",
                    say`${name} is ${part([imageVerbs[action][again ? 1 : 0]])}${part(reference ? say`: ${reference}` : [])}${part(because(reasons, []))}`,
                ),
            ),
        ),
        section(
            say`Secrets, keys and certificates`,
            secrets.map(({ name, kind, action }) =>
                line(secretTones[action], say`${part([kind])} ${name} is ${part([secretVerbs[action]])}`),
            ),
        ),
        section(
            say`Certificates`,
            certificates.map(({ service, role, reasons }) =>
                line(
                    "changed",
                    say`that ${service} ${part([role])}, from the next one on${part(because(reasons, []))}`,
                ),
            ),
        ),
        section(say`Who can reach whom`, reachLines(reach)),
        section(say`Published ports`, [
            ...ports.appear.map((port) => line("added", say`opens ${part(portPhrase(port))}`)),
            ...ports.vanish.map((port) => line("removed", say`closes ${part(portPhrase(port))}`)),
        ]),
        section(say`Created`, itemLines("added", created)),
        section(
            say`Updated in place`,
            updated.map((item) => line("changed", itemPhrase(item))),
        ),
        section(say`Replaced`, itemLines("changed", replaced)),
        section(say`Deleted`, itemLines("removed", deleted)),
    ].filter(({ lines }) => lines.length > 0);
}

const imageVerbs = {
    build: ["built", "rebuilt"],
    pull: ["pulled", "pulled anew"],
    push: ["pushed", "pushed anew"],
    remove: ["removed", "removed"],
} as const;
const secretVerbs = { make: "made", rotate: "made anew", remove: "given up" } as const;
const secretTones = { make: "added", rotate: "changed", remove: "removed" } as const;

function restartPhrase({ name, kind, reasons, because: sources }: Restart): Phrase {
    return say`${part(kind === "job" ? ["job "] : [])}${name}${part(because(reasons, sources))}`;
}

/** Why: what differs, and what it follows. */
function because(reasons: readonly Reason[], sources: readonly Named[]): Phrase {
    const kinds = [...new Set(sources.map(({ kind }) => kind))];
    const groups = kinds.map((kind) => kindPhrase(kind, sources.filter((source) => source.kind === kind).map(nameOf)));
    const follows = say`${part(joined(groups, ", "))} ${part([sources.length === 1 ? "is" : "are"])} made anew`;
    const all = [...reasons.map(reasonPhrase), ...(sources.length === 0 ? [] : [follows])];
    return all.length === 0 ? [] : [": ", ...joined(all, "; ")];
}

function reasonPhrase({ what, name, from, to }: Reason): Phrase {
    const subject = name === undefined ? [what] : say`${part([what])} ${name}`;
    return from === undefined || to === undefined ? subject : say`${part(subject)} ${from} → ${to}`;
}

/** `zone a`, or `zones a, b`. */
function kindPhrase(kind: string, names: readonly string[]): Phrase {
    return say`${part([names.length === 1 ? kind : plural(kind)])} ${names}`;
}

function itemPhrase({ kind, name, reasons }: Item): Phrase {
    return say`${part([kind])} ${name}${part(because(reasons, []))}`;
}

/** One line a kind, so that a whole new environment stays readable. */
function itemLines(tone: Tone, items: readonly Item[]): Line[] {
    const kinds = [...new Set(items.map(({ kind }) => kind))];
    return kinds.map((kind) => {
        const names = items.filter((item) => item.kind === kind).map(nameOf);
        return line(tone, kindPhrase(kind, names));
    });
}

function portPhrase({ host, service, port }: Published): Phrase {
    return say`${host} of the host to port ${String(port)} of ${service}`;
}

function plural(kind: string): string {
    return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}${/(?:s|x|ch|sh)$/.test(kind) ? "es" : "s"}`;
}

function nameOf({ name }: { readonly name: string }): string {
    return name;
}

function line(tone: Tone, phrase: Phrase): Line {
    return { tone, phrase };
}

function section(title: Phrase, lines: readonly Line[], ordered = false): Section {
    return { title, lines, ordered };
}
