import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { BuiltImage } from "./built-image";

const CONTEXT = "components/image/derived";

export interface DerivedImageArgs {
    /** What it is made from; it has a shell at `/bin/sh`. */
    readonly base: { readonly reference: pulumi.Input<string>; readonly imageId: pulumi.Input<string> };
    /** Shell commands that are run on top of it, one after the other. They stand in its history, so none may be secret. */
    readonly commands: readonly string[];
}

/**
 * An image that differs from another one by what some commands do in it. The other one stays as it is. It is made
 * anew when the other one or a command changes; the first command that fails fails the update.
 *
 * @throws InputPropertyError when there is no command.
 */
export class DerivedImage extends Component {
    /** Reference by which other images start from this one. */
    readonly reference: pulumi.Output<string>;
    /** Id of the image, `sha256:…`. */
    readonly imageId: pulumi.Output<string>;

    constructor(name: string, { base, commands }: DerivedImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("DerivedImage", name, opts);
        if (commands.length === 0) {
            throw new pulumi.InputPropertyError({
                propertyPath: "commands",
                reason: "must have at least one command, got none; without any it is the other image itself",
            });
        }
        const built = new BuiltImage(
            name,
            { context: CONTEXT, base, buildArgs: { COMMANDS: commands.join("\n") } },
            { parent: this },
        );
        this.reference = built.reference;
        this.imageId = built.imageId;
        this.registerOutputs({ reference: this.reference, imageId: this.imageId });
    }
}
