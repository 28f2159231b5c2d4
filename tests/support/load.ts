import { setTimeout as sleep } from "node:timers/promises";

import { type GatewayAddress, ask } from "../../scripts/verify/gateway-client";

/** What a bounded load saw. */
export interface LoadResult {
    readonly requests: number;
    /** Messages of the requests that were lost, each once. */
    readonly losses: readonly string[];
    /** Serial numbers of the certificates that were served. */
    readonly serials: ReadonlySet<string>;
}

/**
 * Sends requests to a gateway, each over a connection of its own, at a steady rate.
 * @param duration Milliseconds.
 */
export async function load(gateway: GatewayAddress, perSecond: number, duration: number): Promise<LoadResult> {
    const losses = new Set<string>();
    const serials = new Set<string>();
    const pending: Promise<void>[] = [];
    for (const end = Date.now() + duration; Date.now() < end; await sleep(1000 / perSecond)) {
        pending.push(
            ask(gateway, "/healthz").then(
                ({ status, certificateSerial }) => {
                    serials.add(certificateSerial);
                    if (status !== 200) {
                        losses.add(`status ${status}`);
                    }
                },
                (error: Error) => void losses.add(error.message),
            ),
        );
    }
    await Promise.all(pending);
    return { requests: pending.length, losses: [...losses], serials };
}
