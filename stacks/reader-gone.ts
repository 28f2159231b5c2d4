/**
 * Ends the program when nobody reads what it prints any more: the Pulumi CLI that started it was killed. Without this it
 * would live on with a core to itself, as Pulumi's SDK prints each error, also the one that printing has become.
 */
for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", ({ code }: NodeJS.ErrnoException) => {
        if (code === "EPIPE") {
            process.exit(1);
        }
    });
}
