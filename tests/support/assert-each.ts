import assert from "node:assert/strict";

/** Asserts that there are items at all, and that each of them has a property; names those that have not. */
export function assertEach<T extends { readonly name: string }>(
    items: readonly T[],
    holds: (item: T) => boolean,
): void {
    assert.notEqual(items.length, 0, "there is nothing to check");
    assertEvery(items, holds);
}

/** As `assertEach`, of items of a kind that not every site has. */
export function assertEvery<T extends { readonly name: string }>(
    items: readonly T[],
    holds: (item: T) => boolean,
): void {
    assert.deepEqual(
        items.filter((item) => !holds(item)).map(({ name }) => name),
        [],
    );
}
