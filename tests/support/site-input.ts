import assert from "node:assert/strict";

import { environmentNames } from "../../stacks/environments";
import { describeFaults, parseSite } from "../../stacks/site";

/** The keys at the top of a site file, as a fault lists them. */
export const KNOWN = [
    ...["engine", "environments", "images", "mode", "policies", "purpose", "volumes"],
    ...environmentNames,
]
    .sort()
    .join(", ");

/** The least that a site may say, its keys without the namespace. */
export const LEAST = { environments: ["openchami"], openchami: { domain: "demo.example.com" } };

/** A site that says a little more of its environment. */
export function saying(openchami: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return { ...LEAST, openchami: { ...LEAST.openchami, ...openchami } };
}

/** What is wrong with a site's configuration, as its reader sees it: `key: fault`, the keys without the namespace. */
export function faultsOf(config: unknown): string[] {
    const verdict = parseSite(config);
    if ("site" in verdict) {
        return [];
    }
    const [, ...lines] = describeFaults("any", verdict.faults).split("\n");
    return lines.slice(0, -1).map((line) => line.replace(/^ {2}hpc-stacks:/, ""));
}

/** By what a site says: its configuration, and every fault that must be found in it, sorted. */
export type FaultCases = Readonly<Record<string, readonly [config: unknown, ...faults: string[]]>>;

export function describeFaultCases(title: string, cases: FaultCases): void {
    describe(title, () => {
        for (const [what, [config, ...faults]] of Object.entries(cases)) {
            it(`${what} is told where and what to do`, () => assert.deepEqual(faultsOf(config), faults));
        }
    });
}
