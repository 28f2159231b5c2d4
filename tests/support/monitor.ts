import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceOutputsRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

import { type Computed, foresee, make } from "./engine";
import { Recording } from "./recording";
import { type Outputs, type Registered, outputs, registered } from "./registered";

export const PROJECT = "hpc-stacks";
export const STACK = "test";

export interface RecordOptions {
    /** Name of the stack. @default "test" */
    readonly stack?: string;
    /** The stack's configuration, keys with their namespace. @default - empty */
    readonly config?: Readonly<Record<string, string>>;
    /** Keys of `config` that hold secrets. @default - none */
    readonly secretKeys?: readonly string[];
    /**
     * What Pulumi does: a preview of a stack that stands already, the first preview of a stack, when only inputs are
     * known, or an update. @default "preview"
     */
    readonly run?: "preview" | "first preview" | "update";
    /** Outputs to answer instead of the simulated engine's. @default - none */
    readonly computed?: Computed;
}

/**
 * Runs a program against a simulated engine and returns all that it registers. Rejects with the first error of the
 * program, also when that is thrown where nobody waits for it, such as inside `apply`.
 */
export async function record(program: () => unknown, options: RecordOptions = {}): Promise<Recording> {
    const { stack = STACK, run = "preview", config = {}, secretKeys = [], computed = () => ({}) } = options;
    const resources: Registered[] = [];
    const finished: Outputs[] = [];
    const answer = run === "first preview" ? foresee : make;
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name }) => {
                const resource = resources.findLast((item) => item.type === type && item.name === name);
                return resource ? answer(resource, computed) : { id: "", state: {} };
            },
            call: ({ token }) => {
                throw new Error(`${token} is called, but a preview must ask nobody`);
            },
        },
        PROJECT,
        stack,
        run !== "update",
    );
    pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
    observe(pulumi.runtime.getMonitor() as unknown as ObservedMonitor, stack, resources, finished);

    const warnings: string[] = [];
    const errors = await withoutOutlets(warnings, async () => {
        await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()));
        await pulumi.runtime.disconnect();
    });
    if (errors.length > 0) {
        throw errors[0];
    }
    return new Recording(resources, finished, warnings);
}

type ObservedMonitor = Omit<MockMonitor, "newUrn"> & {
    newUrn(parent: string, type: string, name: string): string;
};

/** Mocks see neither parents nor options nor dependencies, so the requests are read on their way to the monitor. */
function observe(monitor: ObservedMonitor, stack: string, resources: Registered[], finished: Outputs[]): void {
    const register = monitor.registerResource.bind(monitor);
    // The real engine's URNs, with the types of all ancestors; the mock's hold the parent's type alone.
    monitor.newUrn = (parent, type, name) => {
        const ancestors = parent.split("::")[2] ?? "";
        const qualified = parent === "" || ancestors === "pulumi:pulumi:Stack" ? type : `${ancestors}$${type}`;
        return `urn:pulumi:${stack}::${PROJECT}::${qualified}::${name}`;
    };
    monitor.registerResource = (request: RegisterResourceRequest, callback) => {
        const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName());
        resources.push(registered(urn, request));
        return register(request, callback);
    };
    const finish = monitor.registerResourceOutputs.bind(monitor);
    monitor.registerResourceOutputs = (request: RegisterResourceOutputsRequest, callback) => {
        finished.push(outputs(request));
        finish(request, callback);
    };
}

/**
 * Runs something, keeps its warnings off the terminal, and returns its errors, those that nobody caught included. As
 * in the real language host the first of these is the end: what waits for a resource that failed would wait for ever.
 */
async function withoutOutlets(warnings: string[], run: () => Promise<void>): Promise<unknown[]> {
    const errors: unknown[] = [];
    const { warn } = console;
    const { stackTraceLimit } = Error;
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    console.warn = (message: unknown) => void warnings.push(String(message));
    // The SDK takes a stack trace for each promise; whole ones would be four fifths of a test's time.
    Error.stackTraceLimit = 1;
    try {
        const failed = new Promise<void>((resolve) => {
            process.on("unhandledRejection", (reason) => {
                errors.push(reason);
                resolve();
            });
        });
        await Promise.race([run().catch((reason: unknown) => void errors.push(reason)), failed]);
        // Rejections are reported once all that is ready to run has run.
        await new Promise((resolve) => setImmediate(resolve));
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
        console.warn = warn;
        process.removeAllListeners("unhandledRejection");
        listeners.forEach((listener) => process.on("unhandledRejection", listener));
    }
    return errors;
}
