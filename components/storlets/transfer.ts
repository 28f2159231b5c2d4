import { SwiftFailure } from "../swift/swift-failure";

/** How often a transfer is tried; each time the whole of it. */
const ATTEMPTS = 4;

/**
 * Does a transfer between engine and Swift, and does it again from its beginning when it was broken off.
 * @throws the last error, and at once one that no further attempt can help.
 */
export async function transfer<T>(title: string, attempt: () => Promise<T>): Promise<T> {
    const { default: pRetry } = await import("p-retry");
    return pRetry(attempt, {
        retries: ATTEMPTS - 1,
        minTimeout: 500,
        shouldRetry: ({ error }) => error instanceof SwiftFailure && error.transient,
        onFailedAttempt: ({ error, retriesLeft }) => {
            if (retriesLeft > 0 && error instanceof SwiftFailure && error.transient) {
                say(`${title}: ${error.message}; once more from the beginning`);
            }
        },
    });
}

/** A line for the user. Pulumi shows what a plugin prints here beside the resources that it is at work on. */
export function say(line: string): void {
    process.stderr.write(`${line}\n`);
}

/** Bytes in the unit that people think of images in. */
export function megabytes(bytes: number): string {
    return `${Math.round(bytes / 1e6)} MB`;
}
