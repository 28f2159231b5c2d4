/** A value with every list and map inside it in another order. */
export type Permutation = <T>(value: T) => T;

/** Last comes first, everywhere. */
export const reversed: Permutation = (value) => permute(value, (items) => [...items].reverse());

/** Every list and map is turned by so many places. */
export function turned(places: number): Permutation {
    return (value) =>
        permute(value, (items) => {
            const start = items.length === 0 ? 0 : places % items.length;
            return [...items.slice(start), ...items.slice(0, start)];
        });
}

/** Keys of lists whose order is their meaning: a program and its arguments. */
const ORDERED: readonly string[] = ["command"];

function permute<T>(value: T, reorder: <I>(items: readonly I[]) => I[]): T {
    if (Array.isArray(value)) {
        return reorder(value).map((item: unknown) => permute(item, reorder)) as T;
    }
    if (typeof value === "object" && value !== null) {
        const entries = reorder(Object.entries(value)).map(([key, item]) => [
            key,
            ORDERED.includes(key) ? (item as unknown) : permute(item as unknown, reorder),
        ]);
        return Object.fromEntries(entries) as T;
    }
    return value;
}
