import { setTimeout as sleep } from "node:timers/promises";

import { type GatewayAddress, ask } from "../../scripts/verify/gateway-client";

/** What a bounded load saw. */
export interface LoadResult {
    /** Requests that were sent, each over a connection of its own. */
    readonly requests: number;
    /** Those of them that were not answered with status 200. */
    readonly lost: number;
    /** Seconds from the first of them that was sent to the last. */
    readonly outage: number;
    /** Messages of the requests that were lost, each once. */
    readonly losses: readonly string[];
    /** Serial numbers of the certificates that were served. */
    readonly serials: ReadonlySet<string>;
}

/** How much load, and for how long. */
export interface LoadOptions {
    /** Requests in a second. */
    readonly perSecond: number;
    /** Milliseconds after which it ends. */
    readonly duration: number;
    /** What is asked for. @default "/healthz", which the gateway answers itself */
    readonly path?: string;
    /** Ends it earlier. @default - nothing does */
    readonly until?: Promise<unknown>;
}

/** Sends requests to a gateway, each over a connection of its own, at a steady rate. */
export async function load(gateway: GatewayAddress, options: LoadOptions): Promise<LoadResult> {
    const { perSecond, duration, path = "/healthz", until } = options;
    const losses = new Set<string>();
    const serials = new Set<string>();
    const lostAt: number[] = [];
    const pending: Promise<void>[] = [];
    let over = false;
    until?.finally(() => (over = true)).catch(() => undefined);
    for (const end = Date.now() + duration; !over && Date.now() < end; await sleep(1000 / perSecond)) {
        const sent = Date.now();
        const lose = (message: string): void => {
            losses.add(message);
            lostAt.push(sent);
        };
        pending.push(
            ask(gateway, path).then(
                ({ status, certificateSerial }) => {
                    serials.add(certificateSerial);
                    if (status !== 200) {
                        lose(`status ${status}`);
                    }
                },
                (error: Error) => lose(error.message),
            ),
        );
    }
    await Promise.all(pending);
    const outage = lostAt.length === 0 ? 0 : (Math.max(...lostAt) - Math.min(...lostAt)) / 1000;
    return { requests: pending.length, lost: lostAt.length, outage, losses: [...losses], serials };
}
