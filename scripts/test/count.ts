/** How many tests ended how. */
export interface Count {
    readonly passed: number;
    readonly failed: number;
}

/** Sum over several runs. */
export function sum(counts: readonly Count[]): Count {
    return counts.reduce((all, { passed, failed }) => ({ passed: all.passed + passed, failed: all.failed + failed }), {
        passed: 0,
        failed: 0,
    });
}
