/** A finding that is known, and does not count. */
export interface Accepted {
    /** `GHSA-…` or `GO-…`. */
    readonly id: string;
    /** Why it does no harm here. */
    readonly reason: string;
    /** Day, as `2027-01-31`, after which it counts again. */
    readonly until: string;
}

/** All of them. */
export const accepted: readonly Accepted[] = [];
