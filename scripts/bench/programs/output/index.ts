import "../../../../stacks/promise-traces";

/** As little as a program can declare: what it costs to start one. */
export const declared = "nothing else";
