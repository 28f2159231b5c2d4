import * as pulumi from "@pulumi/pulumi";

import type { DynamicType } from "./providers";

/**
 * What the plugin for dynamic resources runs to find the provider of a resource. It is a part of the resource's state,
 * so it must not change, and neither must the path in it: resources of older releases come by it as well.
 */
const loader = (type: DynamicType): string =>
    `require("tsx/cjs"); exports.handler = () => require("./components/dynamic/providers").providers["${type}"];`;

/**
 * A resource that code of this project creates, updates and deletes, where no provider plugin does. It is one of
 * Pulumi's dynamic resources, but for one thing: `pulumi.dynamic.Resource` writes the whole code of its provider into
 * the state, so that every change of that code shows as a change of the resource. Here the state has one line that
 * loads the code of the project as it is now, from the folder of the project, in which the plugin is started.
 *
 * Inputs that are secret stay so in the state, and so do outputs of the same name. The provider gets all in plain.
 */
export class DynamicResource extends pulumi.CustomResource {
    /** @param outputs Names of the outputs that are not inputs as well. */
    constructor(
        type: DynamicType,
        name: string,
        inputs: pulumi.Inputs,
        outputs: readonly string[],
        opts?: pulumi.CustomResourceOptions,
    ) {
        const unknown = Object.fromEntries(outputs.map((output) => [output, undefined]));
        super(
            `pulumi-nodejs:dynamic/hpc-stacks:${type}`,
            name,
            { ...inputs, ...unknown, __provider: loader(type) },
            opts,
        );
    }
}
