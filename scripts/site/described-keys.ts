import { readFileSync } from "node:fs";
import * as path from "node:path";

import { project } from "../project";

/** What docs/site-file.md says of a key: the one place where keys are described. */
export interface DescribedKey {
    /** Steps to the key, without the namespace; `<zone>` and the like stand for any name. */
    readonly path: readonly string[];
    readonly meaning: string;
    readonly default: string;
}

/** All keys of a site file, as docs/site-file.md describes them. */
export function describedKeys(): DescribedKey[] {
    const text = readFileSync(path.join(project, "docs", "site-file.md"), "utf8");
    return text.split(/^## /m).flatMap((part) => {
        const environment = /^`(\w+)`/.exec(part)?.[1];
        return [...part.matchAll(/^\| (`[^|]+`) \| ([^|]+) \| ([^|]+) \|$/gm)].flatMap(
            ([, keys = "", meaning = "", standard = ""]) =>
                [...keys.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => ({
                    path: [...(environment === undefined ? [] : [environment]), ...key.split(".")],
                    meaning: plain(meaning),
                    default: plain(standard),
                })),
        );
    });
}

/** What is said of the key at the end of a path, if anything. */
export function describedKey(path: readonly string[], keys = describedKeys()): DescribedKey | undefined {
    return keys.find(
        (key) =>
            key.path.length === path.length &&
            key.path.every((step, index) => step === path[index] || /^<.*>$/.test(step)),
    );
}

function plain(markdown: string): string {
    return markdown.replaceAll("`", "").trim();
}
