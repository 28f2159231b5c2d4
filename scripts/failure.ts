/** An error whose message is all that a user needs: the scripts print it without a stack trace. */
export class Failure extends Error {
    /** Exit code of the script that ends with this. */
    readonly exitCode: number = 1;
}

/** The line of a program's output, or the system's message, that says that a disk is full. */
const diskFull = /no space left on device|ENOSPC/i;

/** Says what to do when `text` tells of a full disk, else undefined. */
export function diskFullHint(text: string, folders: readonly string[]): string | undefined {
    return diskFull.test(text)
        ? `disk full: free some space below ${folders.join(", ")} and run the same command again; ` +
              "nothing half-finished is kept"
        : undefined;
}

/** Runs the main function of a script: a failure becomes `error: …` on stderr and an exit code. */
export function main(script: () => Promise<number | void>): void {
    // A script may fail before it first waits.
    Promise.resolve()
        .then(script)
        .then(
            (code) => process.exit(code ?? 0),
            (error: unknown) => {
                console.error(error instanceof Failure ? `error: ${error.message}` : error);
                process.exit(error instanceof Failure ? error.exitCode : 1);
            },
        );
}
