import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";

export interface PulledImageArgs {
    /** `name:tag`, or `host/path@sha256:…`. */
    readonly reference: pulumi.Input<string>;
    /** What the registry has under that name; when it changes, the image is pulled again. @default - not known */
    readonly digest?: pulumi.Input<string>;
}

/** An image that the engine pulls from a registry. It stays on the engine, where others may use it. */
export class PulledImage extends Component {
    /** Reference by which other images start from this one. */
    readonly reference: pulumi.Output<string>;
    /** Id of the image, `sha256:…`, by which containers use it. */
    readonly imageId: pulumi.Output<string>;

    constructor(name: string, { reference, digest }: PulledImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("PulledImage", name, opts);
        const image = new docker.RemoteImage(
            name,
            { name: reference, keepLocally: true, pullTriggers: digest === undefined ? undefined : [digest] },
            { parent: this },
        );
        this.reference = image.name;
        this.imageId = image.imageId;
        this.registerOutputs({ reference: this.reference, imageId: this.imageId });
    }
}
