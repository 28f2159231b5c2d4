import { z } from "zod";

/** What is measured: a whole environment, plain services by their number, and programs alone. */
export const CASES = ["openchami", "services", "start-up"] as const;
export type Case = (typeof CASES)[number];

/** Who is measured. */
export const RIVALS = ["compose", "opentofu", "bare-pulumi", "hpc-stacks"] as const;
export type RivalName = (typeof RIVALS)[number];

/** What each rival does in turn, from nothing to nothing. */
export const OPERATIONS = ["up", "preview", "refresh", "change", "destroy"] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * Operations take seconds. `replaced` counts the containers that `change` replaced, `state` is the size of the state
 * file in bytes. Of a program: `wall` and `cpu` in seconds, `memory` at its peak in bytes.
 */
export const MEASURES = [...OPERATIONS, "replaced", "state", "wall", "cpu", "memory"] as const;
export type Measure = (typeof MEASURES)[number];

/** The same thing measured several times. */
const result = z.strictObject({
    case: z.enum(CASES),
    /** A rival, or `output`: a program that declares nothing but that. */
    of: z.enum([...RIVALS, "output"]),
    /** Services; 0 for an environment that has its own number of them. */
    size: z.int().nonnegative(),
    measure: z.enum(MEASURES),
    samples: z.array(z.number().nonnegative()).min(1),
});

/** Everything that one run of the benchmark has found out. */
export const resultsSchema = z.strictObject({
    /** Day, as `2026-11-30`. */
    date: z.string(),
    /** What it ran on, by what it is called. */
    machine: z.record(z.string(), z.string()),
    /** Versions, by program. */
    tools: z.record(z.string(), z.string()),
    results: z.array(result),
});

export type Result = z.output<typeof result>;
export type Results = z.output<typeof resultsSchema>;

/** What a sample is about. */
export type Key = Omit<Result, "samples">;

/** Samples as they come in. */
export class Samples {
    private readonly found = new Map<string, Result>();

    add(key: Key, value: number): void {
        const id = JSON.stringify([key.case, key.of, key.size, key.measure]);
        const known = this.found.get(id);
        if (known === undefined) {
            this.found.set(id, { ...key, samples: [value] });
        } else {
            known.samples.push(value);
        }
    }

    results(): Result[] {
        return [...this.found.values()];
    }
}
