import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

type Traced = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

/**
 * Pulumi's SDK notes a stack trace for every promise that it makes, several for each input of each resource, and nobody
 * reads them unless promises leak. Taking them was a fifth of what a program cost, so they are left empty; those of
 * errors are not.
 */
if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) {
    const sdk = debuggable as unknown as { debuggablePromise: Traced };
    const traced = sdk.debuggablePromise;
    sdk.debuggablePromise = (promise, context) => {
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
        try {
            return traced(promise, context);
        } finally {
            Error.stackTraceLimit = limit;
        }
    };
}
