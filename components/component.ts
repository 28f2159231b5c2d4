import * as pulumi from "@pulumi/pulumi";

/** Root of every component: one token form, so that the components can be packaged for other languages later. */
export abstract class Component extends pulumi.ComponentResource {
    /** @param declared What a preview shall tell of it, beside its children. @default - nothing */
    protected constructor(
        type: string,
        name: string,
        opts?: pulumi.ComponentResourceOptions,
        declared: pulumi.Inputs = {},
    ) {
        super(`hpc-stacks:index:${type}`, name, declared, opts);
    }
}

/** Name of an engine object: the logical name behind the stack's, so that stacks share an engine without clashes. */
export function engineName(logicalName: string): string {
    return `${pulumi.getStack()}-${logicalName}`;
}

/** Labels that every engine object of ours carries; a destroyed stack leaves none with its `hpc-stacks.stack`. */
export function labels(logicalName: string): Record<string, string> {
    return { "hpc-stacks.name": logicalName, "hpc-stacks.stack": pulumi.getStack() };
}

/** `labels` in the form of most @pulumi/docker resources. */
export function labelList(logicalName: string): { label: string; value: string }[] {
    return Object.entries(labels(logicalName)).map(([label, value]) => ({ label, value }));
}
