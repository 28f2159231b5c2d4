/** What a preview has in place of a text that is not known before an update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a preview has in place of a secret. */
export const SECRET = "[secret]";

export type Inputs = Readonly<Record<string, unknown>>;

/** A list among inputs; empty where there is none, or it is not known. */
export function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}

/** The maps of a list. */
export function mapsOf(value: unknown): Inputs[] {
    return listOf(value).map(mapOf);
}

/** A map among inputs; empty where there is none, or it is not known. */
export function mapOf(value: unknown): Inputs {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Inputs) : {};
}

/** A text, undefined where it is none, is secret, or is not known. */
export function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== UNKNOWN && value !== SECRET ? value : undefined;
}

/** The texts of a list that are known. */
export function textsOf(value: unknown): string[] {
    return listOf(value).flatMap((item) => textOf(item) ?? []);
}
