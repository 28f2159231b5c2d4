/** A known vulnerability of something that we use. */
export interface Finding {
    /** `GHSA-…` or `GO-…`. */
    readonly id: string;
    /** npm package or Go module, with the versions that have it. */
    readonly of: string;
    readonly title: string;
    /** What to do about it. */
    readonly remedy: string;
    readonly url: string;
}

/** What one of those who know vulnerabilities said, or why it said nothing. */
export interface Answer {
    /** What it was asked about: `npm packages`, `toolchain/bss`. */
    readonly about: string;
    readonly findings: readonly Finding[];
    /** Why it could not be asked, and what to do. @default - it was asked */
    readonly problem?: string;
}

/** Last line of what a program printed that is not empty. */
export function lastLine(output: string): string {
    return output.trimEnd().split("\n").at(-1)?.trim() || "it said nothing";
}
