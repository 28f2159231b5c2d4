import type * as pulumi from "@pulumi/pulumi";

import { type ImageName, imageNames, recipes } from "../../images/catalogue";
import { Component } from "../component";
import { Image } from "./image";

/** Upstream images to pull, by the name of the catalogue's image that each takes the place of. */
export type PulledImages = Readonly<Partial<Record<ImageName, string>>>;

export interface ImageSetArgs {
    /** Images that the environment runs. */
    readonly images: readonly ImageName[];
    /** Images to pull instead of building. @default - all are built */
    readonly pulled?: PulledImages;
}

/** The images of an environment, together with the bases that the built ones start from. */
export class ImageSet extends Component {
    private readonly images = new Map<ImageName, Image>();

    constructor(name: string, args: ImageSetArgs, opts?: pulumi.ComponentResourceOptions) {
        super("ImageSet", name, opts);
        const pulled = args.pulled ?? {};
        const needed = withBases(args.images, pulled);
        for (const image of imageNames.filter((candidate) => needed.has(candidate))) {
            const base = recipes[image].base;
            this.images.set(
                image,
                new Image(
                    `${name}-${image}`,
                    { image, pulled: pulled[image], base: base && this.images.get(base) },
                    { parent: this },
                ),
            );
        }
        this.registerOutputs();
    }

    /**
     * Id of one of the images.
     * @throws Error when it is not of this set.
     */
    id(image: ImageName): pulumi.Output<string> {
        return this.image(image).imageId;
    }

    /**
     * One of the images, for others to start from.
     * @throws Error when it is not of this set.
     */
    image(image: ImageName): Image {
        const found = this.images.get(image);
        if (!found) {
            throw new Error(`image "${image}" is not in the set, add it to \`images\``);
        }
        return found;
    }
}

function withBases(images: readonly ImageName[], pulled: PulledImages): Set<ImageName> {
    const needed = new Set<ImageName>();
    const add = (image: ImageName): void => {
        needed.add(image);
        const base = pulled[image] === undefined ? recipes[image].base : undefined;
        if (base) {
            add(base);
        }
    };
    images.forEach(add);
    return needed;
}
