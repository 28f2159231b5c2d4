import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { DynamicResource } from "../dynamic/dynamic-resource";
import { listedName } from "../image/image-name";
import { PulledImage } from "../image/pulled-image";
import type { EngineAccess } from "./engine-access";

export interface ExportedImageArgs {
    /** The image in the repository by its content, `host/path@sha256:…`, as the engine knows the repository. */
    readonly source: pulumi.Input<string>;
    /** What it is called in the engine; `latest` unless it names a tag. */
    readonly destination: string;
    readonly engine: EngineAccess;
}

/** An image of a repository that an engine has under a name of its own, so that others can be built from it. */
export class ExportedImage extends Component {
    /** Its name in the engine. */
    readonly reference: pulumi.Output<string>;
    /** Id of the image, `sha256:…`. */
    readonly imageId: pulumi.Output<string>;

    constructor(name: string, args: ExportedImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("ExportedImage", name, opts);
        const { source, destination, engine } = args;
        const pulled = new PulledImage(name, { reference: source }, { parent: this });
        const tag = new ImageTag(
            `${name}-tag`,
            {
                imageId: pulled.imageId,
                name: listedName(destination),
                engine: { host: engine.host, ...clientOf(engine) },
            },
            { parent: this },
        );
        this.reference = tag.name;
        // Whoever uses it by its id finds it under its name as well.
        this.imageId = tag.imageId;
        this.registerOutputs({ reference: this.reference, imageId: this.imageId });
    }
}

/** The name itself: see components/image/image-tag-provider.ts. */
class ImageTag extends DynamicResource {
    declare readonly name: pulumi.Output<string>;
    declare readonly imageId: pulumi.Output<string>;

    constructor(name: string, inputs: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
        super("ImageTag", name, inputs, [], opts);
    }
}

function clientOf({ client }: EngineAccess): pulumi.Inputs {
    return client === undefined
        ? {}
        : { ca: pulumi.secret(client.ca), cert: pulumi.secret(client.cert), key: pulumi.secret(client.key) };
}
