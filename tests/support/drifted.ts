import assert from "node:assert/strict";

import { lookForDrift } from "../../scripts/drift/look";
import { lookAgain } from "../../scripts/drift/repair";
import { verdictOn } from "../../scripts/drift/remedy";
import type { DriftReport } from "../../scripts/drift/report";
import { sentence } from "../../scripts/drift/words";
import { silent } from "../../scripts/toolchain/progress";
import type { StackOptions } from "../../scripts/stack/run";
import type { LiveSite } from "./live-site";

/** What `npm run drift` finds of a site. */
export function drift({ options }: { readonly options: StackOptions }): Promise<DriftReport> {
    return lookForDrift(options, silent);
}

/** Each finding in words, and what a refresh makes of it; names of the site as `<site>`. */
export function found({ stack, findings }: DriftReport): string[] {
    return findings
        .map((finding) => {
            const phrase = sentence(finding).map((piece) => (typeof piece === "string" ? piece : `\`${piece.name}\``));
            return `${phrase.join("")}; ${verdictOn(finding).refresh}`
                .replace(/`[^`]*-image-[^`]*`/g, "`<tagged>`")
                .replaceAll(stack, "<site>");
        })
        .sort();
}

/** Asserts that everything stands as an update left it, on every engine of the site. */
export async function assertNoDrift(site: LiveSite): Promise<void> {
    const report = await lookAgain(() => drift(site));
    assert.deepEqual([found(report), report.unseen], [[], []]);
}
