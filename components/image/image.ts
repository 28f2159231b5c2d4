import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { type ImageName, recipes } from "../../images/catalogue";
import { contextFolder, contextHash, stagedHash } from "../../images/context";
import { Component } from "../component";
import { engineBuild } from "./built-image";

export interface ImageArgs {
    /** Which image of the catalogue. */
    readonly image: ImageName;
    /** Upstream's image to pull instead of building, best pinned as `name:tag@sha256:…`. @default - built */
    readonly pulled?: string;
    /** The image that the catalogue says this one is built on. Required unless it is pulled or has none. */
    readonly base?: Image;
}

/**
 * An image on the engine, built from the catalogue or pulled. Containers use its id, so that they are replaced when,
 * and only when, its content changes.
 *
 * @throws RunError during an update, when the programs of a built image were not staged by `npm run setup`.
 */
export class Image extends Component {
    /** Reference by which other images start from this one. */
    readonly reference: pulumi.Output<string>;
    /** Id of the image, `sha256:…`. */
    readonly imageId: pulumi.Output<string>;

    constructor(name: string, args: ImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Image", name, opts);
        const image = args.pulled === undefined ? this.build(name, args) : this.pull(name, args.pulled);
        this.reference = image.name;
        this.imageId = image.imageId;
        this.registerOutputs({ reference: this.reference, imageId: this.imageId });
    }

    private pull(name: string, reference: string): docker.RemoteImage {
        // Another stack or the user may hold the same upstream image, so it stays on the engine when we go.
        return new docker.RemoteImage(name, { name: reference, keepLocally: true }, { parent: this });
    }

    private build(name: string, { image, base }: ImageArgs): docker.RemoteImage {
        const hash = contextHash(image);
        requireStaged(image, hash);
        return engineBuild(name, { context: contextFolder(image), base, hash }, this);
    }
}

function requireStaged(image: ImageName, hash: string): void {
    const { programs, rootfs } = recipes[image];
    if (pulumi.runtime.isDryRun() || (programs === undefined && rootfs === undefined)) {
        return;
    }
    const staged = stagedHash(image);
    if (staged !== hash) {
        throw new pulumi.RunError(
            `image "${image}" cannot be built: its programs are ${staged ? "out of date" : "missing"} ` +
                `in images/${image}/artifacts, run \`npm run setup\` first`,
        );
    }
}
