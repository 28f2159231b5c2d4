import type { Key, Result } from "./results";

/** @returns the middle one of the values, or the mean of the two in the middle */
export function median(values: readonly number[]): number {
    if (values.length === 0) {
        throw new RangeError("no median of no values");
    }
    const sorted = [...values].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The samples of one thing in short. */
export interface Summary {
    readonly median: number;
    readonly min: number;
    readonly max: number;
    readonly runs: number;
}

/** What was found out about one thing, undefined where it was not measured. */
export function summaryOf(results: readonly Result[], key: Key): Summary | undefined {
    const found = results.find(
        (it) => it.case === key.case && it.of === key.of && it.size === key.size && it.measure === key.measure,
    );
    return (
        found && {
            median: median(found.samples),
            min: Math.min(...found.samples),
            max: Math.max(...found.samples),
            runs: found.samples.length,
        }
    );
}
