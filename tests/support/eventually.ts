import { setTimeout as sleep } from "node:timers/promises";

/**
 * Tries something until it no longer throws.
 * @param patience Milliseconds after which its last error is thrown.
 * @returns Its result and the milliseconds that it took to get it.
 */
export async function eventually<T>(patience: number, attempt: () => Promise<T>): Promise<{ result: T; took: number }> {
    const start = Date.now();
    for (;;) {
        try {
            return { result: await attempt(), took: Date.now() - start };
        } catch (error) {
            if (Date.now() - start > patience) {
                throw error;
            }
            await sleep(100);
        }
    }
}
