import { type Check, compare } from "./check";
import type { RunningService } from "./services";

/** The authority alone writes `step-root-ca`; the gateway only reads its certificates. */
const WRITERS: Readonly<Record<string, readonly string[]>> = {
    "step-root-ca": ["step-ca"],
    "haproxy-certs": ["cert-sidecar"],
};

/** Who mounts the certificates' volumes, and who of them could write. */
export function checkMounts(services: readonly RunningService[]): Check[] {
    return Object.entries(WRITERS).map(([volume, writers]) => {
        const writing = services.filter(({ mounts }) =>
            mounts.some((mount) => mount.volume.endsWith(`-${volume}`) && mount.writable),
        );
        return compare(
            `${volume} is written by ${writers.join(", ")} alone`,
            writers,
            writing.map((s) => s.service),
        );
    });
}

/** Ports of the host that are published, and by whom. */
export function checkPublished(services: readonly RunningService[], publishing: readonly string[]): Check {
    const found = services.filter(({ published }) => published.length > 0).map(({ service }) => service);
    return compare(`nothing but ${publishing.join(", ")} is published`, [...publishing].sort(), found);
}
