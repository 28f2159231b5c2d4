import { distance } from "fastest-levenshtein";
import type { z } from "zod";

/** `did you mean "x"?` when one of the known names is near, else the list of them. */
export function suggestion(name: string, known: readonly string[]): string {
    // Two short names differ by few letters even when they have nothing in common.
    const isNear = (candidate: string) =>
        distance(name, candidate) <= Math.min(Math.max(2, name.length / 3), candidate.length / 2);
    const near = [...known].sort().filter(isNear);
    const nearest = near.sort((a, b) => distance(name, a) - distance(name, b))[0];
    return nearest === undefined ? `known are: ${[...known].sort().join(", ")}` : `did you mean "${nearest}"?`;
}

/** Keys of the map that a schema expects at the end of a path. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
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
