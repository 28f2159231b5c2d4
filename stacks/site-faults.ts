import { distance } from "fastest-levenshtein";
import type { z } from "zod";

/** What is wrong with a site file, and where: `path` leads from the top of its `config` to the offending value. */
export interface SiteFault {
    readonly path: readonly PropertyKey[];
    readonly message: string;
}

/** Faults of a schema's verdict; each names what was received and what to do. */
export function schemaFaults(error: z.ZodError, schema: z.ZodType, input: unknown): SiteFault[] {
    return error.issues.flatMap((issue): SiteFault[] => {
        if (issue.code === "unrecognized_keys") {
            const known = knownKeys(schema, issue.path);
            return issue.keys.map((key) => ({
                path: [...issue.path, key],
                message: `unknown key, ${suggestion(key, known)}`,
            }));
        }
        const received = valueAt(input, issue.path);
        if (received === undefined) {
            return [{ path: issue.path, message: `is missing, ${expectation(issue)}` }];
        }
        return [{ path: issue.path, message: `${expectation(issue)}, got ${shown(received)}` }];
    });
}

/** `did you mean "x"?` when one of the known names is near, else the list of them. */
export function suggestion(name: string, known: readonly string[]): string {
    const nearest = [...known].sort((a, b) => distance(name, a) - distance(name, b))[0];
    return nearest !== undefined && distance(name, nearest) <= Math.max(2, name.length / 3)
        ? `did you mean "${nearest}"?`
        : `known are: ${[...known].sort().join(", ")}`;
}

function expectation(issue: z.core.$ZodIssue): string {
    switch (issue.code) {
        case "invalid_value":
            return `must be one of: ${issue.values.map(String).join(", ")}`;
        case "invalid_type":
            return `must be ${article(issue.expected)}`;
        default:
            return issue.message;
    }
}

function article(type: string): string {
    const names: Record<string, string> = { array: "a list", int: "a whole number", object: "a map", record: "a map" };
    return names[type] ?? `a ${type}`;
}

function shown(value: unknown): string {
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>(
        (value, key) =>
            typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
        input,
    );
}

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
    let current: z.core.$ZodType | undefined = bare(schema);
    for (const key of path) {
        current = bare(step(current, key));
    }
    const def = current?._zod.def;
    return def?.type === "object" ? Object.keys((def as z.core.$ZodObjectDef).shape) : [];
}

function step(schema: z.core.$ZodType | undefined, key: PropertyKey): z.core.$ZodType | undefined {
    const def = schema?._zod.def;
    switch (def?.type) {
        case "object":
            return (def as z.core.$ZodObjectDef).shape[String(key)];
        case "record":
            return (def as z.core.$ZodRecordDef).valueType;
        case "array":
            return (def as z.core.$ZodArrayDef).element;
        default:
            return undefined;
    }
}

/** The schema inside defaults and optionals. */
function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
    const def = schema?._zod.def as { innerType?: z.core.$ZodType } | undefined;
    return def?.innerType ? bare(def.innerType) : schema;
}
