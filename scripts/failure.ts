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

/** What the system says of a file that cannot be written. */
const unwritable: Readonly<Record<string, string>> = {
    EACCES: "you may not write there",
    EPERM: "you may not write there",
    EROFS: "it is on a file system that is read-only",
};

/** Says what to do when an error tells of a file that cannot be written, else undefined. */
export function unwritableHint({ code = "", path }: NodeJS.ErrnoException): string | undefined {
    const reason = unwritable[code];
    return reason === undefined || path === undefined
        ? undefined
        : `${path} cannot be written, ${reason}: make its folder writable, or work in a copy of the project that is`;
}

/** Runs the main function of a script: a failure becomes `error: …` on stderr and an exit code. */
export function main(script: () => Promise<number | void>): void {
    // A script may fail before it first waits.
    Promise.resolve()
        .then(script)
        .then(
            (code) => process.exit(code ?? 0),
            (error: unknown) => {
                const words = wordsOf(error);
                console.error(words === undefined ? error : `error: ${words}`);
                process.exit(error instanceof Failure ? error.exitCode : 1);
            },
        );
}

/** What a user needs to know of an error, undefined where that is all of it. */
function wordsOf(error: unknown): string | undefined {
    if (error instanceof Failure) {
        return error.message;
    }
    return error instanceof Error ? unwritableHint(error) : undefined;
}
