import assert from "node:assert/strict";

import { type Inputs, type Outputs, type Registered, TYPES } from "./registered";
import { type Runnable, ofContainer, ofService } from "./runnable";

/** What a program registered. */
export class Recording {
    constructor(
        /** In the order in which they were registered. */
        readonly resources: readonly Registered[],
        /** Outputs of the components and of the stack, in the order in which they were registered. */
        readonly outputs: readonly Outputs[],
        /** Warnings that the program printed. */
        readonly warnings: readonly string[],
    ) {}

    /** All resources of a kind. */
    all<K extends keyof Inputs>(kind: K): Registered<Inputs[K]>[] {
        return this.resources.filter(({ type }) => type === TYPES[kind]) as unknown as Registered<Inputs[K]>[];
    }

    /** The one resource of a kind with a logical name. */
    the<K extends keyof Inputs>(kind: K, name: string): Registered<Inputs[K]> {
        const found = this.all(kind).filter((resource) => resource.name === name);
        assert.equal(found.length, 1, `${kind} ${name}; registered are: ${this.names(kind).join(", ")}`);
        return found[0] as Registered<Inputs[K]>;
    }

    /** Logical names of all resources of a kind, sorted. */
    names(kind: keyof Inputs): string[] {
        return this.all(kind)
            .map(({ name }) => name)
            .sort();
    }

    /** The parent of a resource. */
    parentOf(resource: Registered<unknown>): Registered | undefined {
        return this.resources.find(({ urn }) => urn === resource.parent);
    }

    /** A resource and all components that it is part of, from the inside out. */
    lineage(resource: Registered<unknown>): Registered<unknown>[] {
        const parent = this.parentOf(resource);
        return parent ? [resource, ...this.lineage(parent)] : [resource];
    }

    /** Names of the resources of a kind that a resource waits for, itself or as a part of a component; sorted. */
    awaited(resource: Registered<unknown>, kind: keyof Inputs): string[] {
        const urns = new Set(this.lineage(resource).flatMap(({ dependencies }) => dependencies));
        return this.all(kind)
            .filter(({ urn }) => urns.has(urn))
            .map(({ name }) => name)
            .sort();
    }

    /** What the program itself gives as its outputs, in plain. */
    get stackOutputs(): Record<string, unknown> {
        const stack = this.resources.find(({ parent }) => parent === "");
        return this.outputs.find(({ urn }) => urn === stack?.urn)?.values ?? {};
    }

    /** Long-running containers, those of a Workload. */
    services(): Registered<Inputs["container"]>[] {
        return this.all("container").filter((container) => this.isPartOf(container, "Workload"));
    }

    /** Containers that run once, those of a Job. */
    jobs(): Registered<Inputs["container"]>[] {
        return this.all("container").filter((container) => this.isPartOf(container, "Job"));
    }

    /** All that runs: containers, and services of a swarm. */
    runnables(): Runnable[] {
        return [...this.all("container").map(ofContainer), ...this.all("service").map(ofService)];
    }

    private isPartOf(resource: Registered<unknown>, component: string): boolean {
        return this.parentOf(resource)?.type === `hpc-stacks:index:${component}`;
    }

    /** All registrations in an order of their own, to be compared with another recording's. */
    sorted(): Registered[] {
        return [...this.resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    }
}

/** Value of a container's environment variable. */
export function variable(container: Registered<Inputs["container"]>, name: string): string | undefined {
    const prefix = `${name}=`;
    return container.inputs.envs?.find((entry) => entry.startsWith(prefix))?.slice(prefix.length);
}

/** Content of a file that is uploaded into a container. */
export function upload(container: Registered<Inputs["container"]>, file: string): string {
    const found = container.inputs.uploads?.find((item) => item.file === file);
    assert.ok(found?.content, `${container.name} has no file ${file}`);
    return found.content;
}
