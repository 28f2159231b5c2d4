import { containerFindings } from "./containers";
import type { DeclaredEngine } from "./declared";
import type { Finding } from "./finding";
import { networkFindings, sharingFindings, unknownFindings } from "./networks";
import type { ObservedEngine } from "./observed";
import { imageFindings, volumeFindings } from "./stores";
import { swarmFindings } from "./swarm";

/** All that is not on an engine as the last update left it; what endangers data or the zones comes first. */
export function compare(declared: DeclaredEngine, observed: ObservedEngine, stack: string): Finding[] {
    const findings = [
        ...volumeFindings(declared, observed),
        ...networkFindings(declared, observed, stack),
        ...sharingFindings(declared, observed, stack),
        ...containerFindings(declared, observed),
        ...imageFindings(declared, observed),
        ...swarmFindings(declared, observed),
        ...unknownFindings(declared, observed, stack),
    ];
    return findings.sort((a, b) => Number(b.danger ?? false) - Number(a.danger ?? false));
}
