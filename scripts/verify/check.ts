/** One thing that must hold of a site that stands. */
export interface Check {
    /** What must hold, as a short statement. */
    readonly statement: string;
    /** What was expected and what was found instead. @default - it holds */
    readonly failure?: string;
}

/** A check that compares: it holds when what was measured is what was declared. */
export function compare(statement: string, expected: unknown, measured: unknown): Check {
    const [a, b] = [JSON.stringify(expected), JSON.stringify(measured)];
    return a === b ? { statement } : { statement, failure: `expected ${a}, measured ${b}` };
}
