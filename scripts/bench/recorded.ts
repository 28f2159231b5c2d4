import type { Declaration } from "./declaration";

/** What our own update has made: the rivals' files are made of it, so that they cannot differ. */
export interface Recorded {
    /** What `up` made. */
    readonly first: Declaration;
    /** What stood after `change`. */
    readonly changed: Declaration;
}
