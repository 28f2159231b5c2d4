import type { z } from "zod";

import { knownKeys, suggestion } from "./known-keys";

/** What is wrong with a site file, and where: `path` leads from the top of its `config` to the offending value. */
export interface SiteFault {
    readonly path: readonly PropertyKey[];
    readonly message: string;
}

/** How a schema is asked for its verdict: what it says of itself comes first, these words where it says nothing. */
export const IN_WORDS: z.core.ParseContext<z.core.$ZodIssue> = { reportInput: true, error: words };

/**
 * Faults of a verdict that was asked for `IN_WORDS`: what is expected, and what was received unless it may be secret.
 */
export function schemaFaults(
    error: z.ZodError,
    schema: z.ZodType,
    mayBeSecret: (path: readonly PropertyKey[]) => boolean = () => false,
): SiteFault[] {
    return error.issues.flatMap((issue): SiteFault[] => {
        const { path, message, input } = issue;
        if (issue.code === "unrecognized_keys") {
            const known = knownKeys(schema, path);
            return issue.keys.map((key) => ({
                path: [...path, key],
                message: `unknown key, ${suggestion(key, known)}`,
            }));
        }
        if (input === undefined) {
            return [{ path, message: `is missing, ${message}` }];
        }
        return [
            { path, message: `${message}, got ${mayBeSecret(path) ? "a value that may be secret" : shown(input)}` },
        ];
    });
}

/**
 * An input without the values that a verdict refuses, so that the rest can be checked further. What surrounds a
 * refused value stays.
 */
export function withoutRefused(input: unknown, error: z.ZodError): unknown {
    return error.issues
        .flatMap((issue) =>
            issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
        )
        .reverse()
        .reduce(without, input);
}

function words(issue: z.core.$ZodRawIssue): string {
    switch (issue.code) {
        case "invalid_type":
            return `must be ${article(issue.expected)}`;
        case "invalid_value":
            return `must be one of: ${issue.values.map(String).join(", ")}`;
        case "invalid_key":
            return issue.issues[0]?.message ?? "is no name that is allowed here";
        default:
            return "is not allowed here";
    }
}

function article(type: string): string {
    const names: Record<string, string> = {
        array: "a list",
        boolean: "true or false",
        object: "a map",
        record: "a map",
        string: "a text",
    };
    return names[type] ?? `a ${type}`;
}

/** A received value in a few characters, whatever it is. */
function shown(value: unknown): string {
    if (Array.isArray(value)) {
        return value.length === 0 ? "an empty list" : "a list";
    }
    if (typeof value === "object" && value !== null) {
        return "a map";
    }
    if (typeof value !== "string") {
        return String(value);
    }
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
}

function without(value: unknown, path: readonly PropertyKey[]): unknown {
    const [key, ...rest] = path;
    if (key === undefined || typeof value !== "object" || value === null) {
        return undefined;
    }
    if (Array.isArray(value)) {
        return rest.length === 0
            ? value.filter((_, index) => index !== key)
            : value.map((item: unknown, index) => (index === key ? without(item, rest) : item));
    }
    const { [key]: inner, ...others } = value as Record<PropertyKey, unknown>;
    return rest.length === 0 || inner === undefined ? others : { ...others, [key]: without(inner, rest) };
}
