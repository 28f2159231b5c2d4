/** A text somewhere inside a value, and the path that leads to it, such as `envs[3]`. */
export interface Leaf {
    readonly path: string;
    readonly text: string;
}

/** All texts inside a value. */
export function leaves(value: unknown, path = ""): Leaf[] {
    if (typeof value === "string") {
        return [{ path, text: value }];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
    }
    if (typeof value === "object" && value !== null) {
        return Object.entries(value).flatMap(([key, item]) => leaves(item, path === "" ? key : `${path}.${key}`));
    }
    return [];
}

/** Whether a path is one of some others or leads on from one of them. */
export function isWithin(path: string, others: readonly string[]): boolean {
    return others.some((other) => path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`));
}
