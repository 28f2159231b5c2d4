import fc from "fast-check";

/** A value with every list and map inside it shuffled. */
export function permutationOf<T>(value: T): fc.Arbitrary<T> {
    if (Array.isArray(value)) {
        return shuffled(value).chain((items) => fc.tuple(...items.map(permutationOf))) as fc.Arbitrary<T>;
    }
    if (typeof value === "object" && value !== null) {
        return shuffled(Object.entries(value))
            .chain((entries) =>
                fc.tuple(...entries.map(([key, item]) => fc.tuple(fc.constant(key), permutationOf(item)))),
            )
            .map((entries) => Object.fromEntries(entries)) as fc.Arbitrary<T>;
    }
    return fc.constant(value);
}

function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
    return fc.shuffledSubarray([...items], { minLength: items.length });
}
