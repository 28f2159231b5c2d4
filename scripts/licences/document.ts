import { exceptions } from "./allowed";
import type { Programs, Shipped } from "./shipped";
import { stated } from "./stated";

/** File that the licences are listed in, from the folder of the project. */
export const DOCUMENT = "docs/licences.md";

/** Text of docs/licences.md. */
export function documentText(npm: readonly Shipped[], programs: readonly Programs[]): string {
    const all = [...npm, ...programs.flatMap(({ linked }) => linked)];
    return [
        "# Licences of what is shipped",
        "",
        "Written by `npm run licences`; `npm run licences -- --check` says whether it is still true. The project itself is",
        "under [Apache-2.0](../LICENSE). Where several licences stand, each holds for a part.",
        "",
        "Packages that the engine installs from Debian or EL while it builds an image are not listed: the image says",
        "itself, in `/usr/share/doc/*/copyright` and by `rpm -qi`. Of `busybox`, under GPL-2.0, the image has the program",
        "alone. Programs of ours are put into images without the texts of their licences: who passes such images on to",
        "others passes those on as well.",
        "",
        ...summary(all),
        "## Exceptions",
        "",
        "All others are permissive.",
        "",
        ...table(
            ["licence", "of", "why it may be shipped"],
            exceptions.map(({ licence, only, reason }) => [licence, only?.join(", ") ?? "see below", reason]),
        ),
        "## Found by hand",
        "",
        ...table(
            ["name", "licence", "where it stands"],
            Object.entries(stated).map(([name, { licence, where }]) => [name, licence, where]),
        ),
        "## npm packages",
        "",
        ...rows(npm),
        ...programs.flatMap(({ module, names, linked }) => [
            `## ${module}`,
            "",
            `Linked into ${names.map((name) => `\`${name}\``).join(", ")}, with the Go standard library, BSD-3-Clause.`,
            "",
            ...rows(linked),
        ]),
    ]
        .join("\n")
        .trimEnd()
        .concat("\n");
}

function summary(all: readonly Shipped[]): string[] {
    const names = new Map<string, Set<string>>();
    for (const { name, licences } of all) {
        licences.forEach((licence) => names.set(licence, (names.get(licence) ?? new Set()).add(name)));
    }
    const counts = [...names].map(([licence, { size }]) => [licence, size] as const);
    counts.sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
    return table(
        ["licence", "packages and modules"],
        counts.map(([licence, count]) => [licence, String(count)]),
    );
}

function rows(shipped: readonly Shipped[]): string[] {
    return table(
        ["name", "version", "licence"],
        shipped.map(({ name, version, licences }) => [name, version, licences.join(", ")]),
    );
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string[] {
    return [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).concat("");
}
