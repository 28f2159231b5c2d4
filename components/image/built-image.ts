import { createHash } from "node:crypto";
import * as path from "node:path";

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { project } from "../../images/context";
import { folderHash } from "../../images/folder-hash";
import { Component, engineName, labels } from "../component";

export interface BuiltImageArgs {
    /** Folder that is built, relative to the project's, so that it is the same text on every machine. */
    readonly context: string;
    /** Name of the Dockerfile inside the folder. @default "Dockerfile" */
    readonly dockerfile?: string;
    /** Stage of the Dockerfile. @default - the last one */
    readonly target?: string;
    /** Values of the Dockerfile's `ARG`s. They stand in the image's history, so none may be secret. @default - none */
    readonly buildArgs?: Readonly<Record<string, string>>;
    /** Image of the same stack that it starts from, handed to the Dockerfile as `BASE`. @default - none */
    readonly base?: { readonly reference: pulumi.Input<string>; readonly imageId: pulumi.Input<string> };
    /** Begins the image's tag, for those who read it. @default - the tag is the content's hash alone */
    readonly tag?: string;
    /** Any change of it builds the image anew, although nothing that it is made of has changed. @default - none */
    readonly bust?: string;
}

/**
 * An image that the engine builds from a folder of a Dockerfile and its files. It changes when, and only when, what it
 * is made of changes: the files that `.dockerignore` lets through, the stage, the arguments, or the base.
 *
 * @throws InputPropertyError when the folder has no such Dockerfile.
 */
export class BuiltImage extends Component {
    /** Reference by which other images start from this one. */
    readonly reference: pulumi.Output<string>;
    /** Id of the image, `sha256:…`, by which containers use it. */
    readonly imageId: pulumi.Output<string>;

    constructor(name: string, args: BuiltImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("BuiltImage", name, opts);
        const image = engineBuild(name, { ...args, hash: contentHash(args) }, this);
        this.reference = image.name;
        this.imageId = image.imageId;
        this.registerOutputs({ reference: this.reference, imageId: this.imageId });
    }
}

/** What an image is built from, and the hash of all of it. */
interface EngineBuildArgs extends Omit<BuiltImageArgs, "bust"> {
    readonly hash: string;
}

/** An image built by the engine, tagged with a hash of its content. */
export function engineBuild(
    name: string,
    { context, dockerfile, target, buildArgs, base, tag, hash }: EngineBuildArgs,
    parent: pulumi.Resource,
): docker.RemoteImage {
    return new docker.RemoteImage(
        name,
        {
            name: `${engineName(name).toLowerCase()}:${tag === undefined ? "" : `${tag}-`}${hash}`,
            build: {
                context,
                dockerfile: dockerfile ?? "Dockerfile",
                target,
                buildArgs: { ...buildArgs, ...(base ? { BASE: base.reference } : {}) },
                labels: labels(name),
                useLegacyBuilder: true,
            },
            triggers: base ? { base: base.imageId } : undefined,
        },
        // The tag is the content's hash, so old and new can stand side by side until the containers have moved on.
        { parent, deleteBeforeReplace: false },
    );
}

function contentHash({ context, dockerfile, target, buildArgs = {}, bust }: BuiltImageArgs): string {
    const settings = JSON.stringify([target, Object.entries(buildArgs).sort(), bust]);
    return createHash("sha256").update(settings).update(hashOf(context, dockerfile)).digest("hex").slice(0, 16);
}

function hashOf(context: string, dockerfile: string | undefined): string {
    try {
        return folderHash(path.resolve(project, context), dockerfile);
    } catch (error) {
        throw new pulumi.InputPropertyError({ propertyPath: "context", reason: (error as Error).message });
    }
}
