/**
 * Pulumi's SDK notes a stack trace for every promise and resource that it makes, in an error without a message that
 * nobody reads unless promises leak. Mapping these traces back to TypeScript took a quarter of a preview's time, so they
 * are not mapped; those of real errors are.
 */
const format = Error.prepareStackTrace?.bind(Error);
if (format && !process.env.PULUMI_DEBUG_PROMISE_LEAKS) {
    Error.prepareStackTrace = (error, frames) =>
        error.message === "" ? String(error) : (format(error, frames) as unknown);
}
