import { readFileSync } from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import type { DockerEngine } from "../../components/engine/docker-engine";
import { addressOf } from "../../components/engine/engine-access";
import { ExportedImage } from "../../components/engine/exported-image";
import { BuiltImage } from "../../components/image/built-image";
import { DerivedImage } from "../../components/image/derived-image";
import { baseNames } from "../../components/image/dockerfile";
import { listedName } from "../../components/image/image-name";
import type { ImageSet } from "../../components/image/image-set";
import { type PushEngine, PushedImage } from "../../components/image/pushed-image";
import type { Registry } from "../../components/registry/registry";
import { project } from "../../images/context";
import type { ImagesSite } from "./images-site";

/** An image in the job's engine. */
interface EngineImage {
    readonly reference: pulumi.Output<string>;
    readonly imageId: pulumi.Output<string>;
}

export interface JobImagesArgs {
    readonly site: ImagesSite;
    readonly engine: DockerEngine;
    readonly repository: Registry;
    /** Port of the host that the repository is reached at by the site's own engine. */
    readonly repositoryPort: number;
    /** The site's images, among them those that the repository takes from the catalogue. */
    readonly images: ImageSet;
    /** How the site's own engine is reached. */
    readonly siteEngine: PushEngine;
    readonly parent: pulumi.Resource;
}

/** The images of a job in repository and engine. Each is made when it is first asked for, after what it is made from. */
export class JobImages {
    private readonly inRepository = new Map<string, PushedImage>();
    private readonly inEngine = new Map<string, EngineImage>();
    private readonly underWay: string[] = [];

    constructor(
        private readonly name: string,
        private readonly args: JobImagesArgs,
    ) {}

    /** An image in the repository, by its name there; `import` and `build` of pcocc end here. */
    imported(image: string): PushedImage {
        return remembered(this.inRepository, image, () => {
            const { site, repository, parent, images, siteEngine, repositoryPort, engine } = this.args;
            const catalogue = site.images[image]?.catalogue;
            const common = { repository: image };
            const registry = { address: repository.address, credentials: repository.credentials };
            return catalogue === undefined
                ? new PushedImage(
                      `${this.name}-import-${image}`,
                      { ...common, image: this.made(image), registry, engine: addressOf(engine) },
                      { parent, ...engine.inside, dependsOn: repository.workload },
                  )
                : new PushedImage(
                      `${this.name}-import-${image}`,
                      {
                          ...common,
                          image: { imageId: images.id(catalogue) },
                          registry: { ...registry, address: `127.0.0.1:${repositoryPort}` },
                          engine: siteEngine,
                      },
                      { parent, dependsOn: repository.workload },
                  );
        });
    }

    /** An image in the engine by its name there, be it exported to it or built in it. */
    present(name: string): EngineImage {
        const exported = this.exportName(name);
        return exported === undefined ? this.made(name) : this.exported(exported);
    }

    /** The image that is called so in the engine after an export. */
    exported(destination: string): ExportedImage {
        const { site, engine, repository, parent } = this.args;
        return remembered(this.inEngine, destination, () => {
            const image = site.exports[destination] ?? "";
            const { digest } = this.imported(image);
            return new ExportedImage(
                `${this.name}-export-${destination}`,
                { source: pulumi.interpolate`${repository.address}/${image}@${digest}`, destination, engine },
                { parent, ...engine.inside },
            );
        }) as ExportedImage;
    }

    /** The image that is built or edited in the engine. */
    private made(image: string): EngineImage {
        return remembered(this.inEngine, `made ${image}`, () => {
            if (this.underWay.includes(image)) {
                throw new pulumi.RunError(
                    `images are made from each other in a circle: ${[...this.underWay, image].join(", ")}; ` +
                        "start one of them from another image",
                );
            }
            this.underWay.push(image);
            const { build, edit } = this.args.site.images[image] ?? {};
            const made = build === undefined ? this.edited(image, edit!) : this.built(image, build);
            this.underWay.pop();
            return made;
        });
    }

    private built(image: string, context: string): EngineImage {
        const { parent, engine } = this.args;
        const bases = this.basesOf(image, context);
        return new BuiltImage(
            `${this.name}-build-${image}`,
            { context, base: bases[0] },
            { parent, ...engine.inside, dependsOn: bases.slice(1) },
        );
    }

    private edited(image: string, { from, commands }: { from: string; commands: string[] }): EngineImage {
        const { parent, engine, repository } = this.args;
        const exported = new ExportedImage(
            `${this.name}-edit-${image}-from`,
            {
                source: pulumi.interpolate`${repository.address}/${from}@${this.imported(from).digest}`,
                destination: `${repository.address}/${from}:edited`,
                engine,
            },
            { parent, ...engine.inside },
        );
        return new DerivedImage(
            `${this.name}-edit-${image}`,
            { base: exported, commands },
            { parent, ...engine.inside },
        );
    }

    /** The exported images that a Dockerfile starts from. @throws RunError when one is in the repository alone */
    private basesOf(image: string, context: string): ExportedImage[] {
        return baseNames(readDockerfile(context)).flatMap((name) => {
            const exported = this.exportName(name);
            if (exported === undefined && Object.hasOwn(this.args.site.images, name)) {
                throw new pulumi.RunError(
                    `image ${image} starts from ${name}, which is in the repository but not in the engine: ` +
                        "name it under pcocc.exports of the stack file",
                );
            }
            return exported === undefined ? [] : [this.exported(exported)];
        });
    }

    private exportName(name: string): string | undefined {
        return Object.keys(this.args.site.exports).find((destination) => listedName(destination) === listedName(name));
    }
}

/** A folder without one is the image's fault to name. */
function readDockerfile(context: string): string {
    try {
        return readFileSync(path.join(project, context, "Dockerfile"), "utf8");
    } catch {
        return "";
    }
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
}
