import { z } from "zod";

const urns = z.array(z.string());

/** State of a resource as `pulumi preview --json` prints it. What is secret reads `[secret]`. */
export const state = z.looseObject({
    urn: z.string(),
    type: z.string(),
    /** Id that its provider gave it; empty for what does not exist yet. */
    id: z.string().default(""),
    /** Whether a provider makes it; components are not custom. */
    custom: z.boolean(),
    inputs: z.record(z.string(), z.unknown()).default({}),
    outputs: z.record(z.string(), z.unknown()).default({}),
    /** URN of its parent, empty for the stack's own. */
    parent: z.string().default(""),
    /** URN and id of the provider that makes it, joined by `::`; empty for components. */
    provider: z.string().default(""),
    dependencies: urns.default([]),
    /** What each input was made of, by its name. */
    propertyDependencies: z.record(z.string(), urns.nullable()).default({}),
    protect: z.boolean().default(false),
    retainOnDelete: z.boolean().default(false),
});

const step = z.looseObject({
    op: z.string(),
    urn: z.string(),
    oldState: state.optional(),
    newState: state.optional(),
    /** Inputs that differ; none where only something that it depends on is replaced. */
    diffReasons: z.array(z.string()).nullish(),
});

const preview = z.looseObject({
    steps: z.array(step).default([]),
    diagnostics: z.array(z.looseObject({ message: z.string(), severity: z.string() })).default([]),
});

/** What the CLI prints for a text that an update alone can tell, such as the digest of an image that is yet to be pushed. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type State = z.output<typeof state>;
export type Step = z.output<typeof step>;
export type Preview = z.output<typeof preview>;

/**
 * Reads what `pulumi preview --json` printed.
 * @returns undefined where that is no preview, as when Pulumi found no stack.
 */
export function readPreview(text: string): Preview | undefined {
    try {
        return preview.parse(JSON.parse(text));
    } catch {
        return undefined;
    }
}
