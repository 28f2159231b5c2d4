import * as pulumi from "@pulumi/pulumi";

import { NAMESPACE, type Site, describeFaults, materialFaults, parseSite } from "./site";

/**
 * The site of the running program, from the stack's configuration.
 * @throws RunError that names every key that is wrong, why, and what to do.
 */
export function readSite(): Site {
    const verdict = parseSite(decode(pulumi.runtime.allConfig()));
    if ("faults" in verdict) {
        throw new pulumi.RunError(describeFaults(pulumi.getStack(), verdict.faults));
    }
    const faults = materialFaults(verdict.site);
    if (faults.length > 0) {
        throw new pulumi.RunError(describeFaults(pulumi.getStack(), faults));
    }
    return verdict.site;
}

/** Configuration reaches the program as text, maps and lists as JSON. */
function decode(all: Record<string, string>): Record<string, unknown> {
    const ours = Object.entries(all).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
    return Object.fromEntries(ours.map(([key, text]) => [key.slice(NAMESPACE.length + 1), decodeValue(text)]));
}

function decodeValue(text: string): unknown {
    if (!/^[[{]/.test(text)) {
        return text;
    }
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return text;
    }
}
