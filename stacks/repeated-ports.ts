import type { PublishedPort } from "./environments";
import type { SiteFault } from "./site-faults";

/** Ports of the host that one environment publishes twice: each is named with the key that has it already. */
export function repeatedPortFaults(ports: readonly PublishedPort[]): SiteFault[] {
    return ports.flatMap(({ key, port }, index) => {
        const other = ports.slice(0, index).find((earlier) => earlier.port === port);
        return other ? [{ path: key, message: `${port} is taken by ${other.key.join(".")}, choose another` }] : [];
    });
}
