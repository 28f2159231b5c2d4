import type { Operation, RivalName } from "../results";

/** A program to be run, and how. */
export interface Command {
    readonly program: string;
    readonly args: readonly string[];
    readonly cwd: string;
    /** Variables that differ from those of this process. */
    readonly env: Readonly<Record<string, string>>;
}

/** Somebody who brings the same thing up as the others. */
export interface Rival {
    readonly name: RivalName;
    /**
     * Makes an operation ready, which is not measured.
     * @returns the command that is
     */
    prepare(operation: Operation): Promise<Command>;
    /** Bytes of the state file, undefined for a rival without one. */
    stateSize(): number | undefined;
}
