import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { DynamicResource } from "../dynamic/dynamic-resource";
import { BuiltImage, type BuiltImageArgs } from "./built-image";
import type { EngineAddress } from "./engine-client";
import { IMAGE_PATH } from "./image-name";

const TAG = /^\w[\w.-]{0,127}$/;

/** A registry that is pushed to. */
export interface PushTarget {
    /** `host` or `host:port`, as the engine that pushes knows it. */
    readonly address: pulumi.Input<string>;
    /** Who pushes. @default - nobody, for a registry that lets everyone push */
    readonly credentials?: {
        readonly user: pulumi.Input<string>;
        /** Password or token; kept secret. */
        readonly token: pulumi.Input<string>;
    };
}

/** Address of the engine that pushes, all parts of it known or not yet. */
export type PushEngine = pulumi.Input<{ readonly [Key in keyof EngineAddress]: pulumi.Input<EngineAddress[Key]> }>;

export interface PushedImageArgs {
    /** What is built and then pushed; or the id of an image that the engine has already. */
    readonly image: BuiltImageArgs | { readonly imageId: pulumi.Input<string> };
    /**
     * Where it is pushed to. A registry with an authority of its own must be trusted by the engine, which is the one
     * that pushes: its root certificate is in `/etc/docker/certs.d/<address>/ca.crt` there.
     */
    readonly registry: PushTarget;
    /** Path in the registry: `name`, or `group/project/name` in one such as GitLab's. */
    readonly repository: string;
    /** @default "latest" */
    readonly tag?: string;
    /** How the engine is reached that the provider of this component stands for. @default - by the Docker client's environment */
    readonly engine?: PushEngine;
}

/**
 * An image in a registry, pushed by the engine. It is pushed when, and only when, its content or its place changes;
 * other credentials are used from the next push on. Nothing is ever deleted at the registry, not on destroy either.
 *
 * @throws InputPropertiesError when path or tag are none that a registry knows.
 */
export class PushedImage extends Component {
    /** The image in the registry by its content: `host/path@sha256:…`. */
    readonly reference: pulumi.Output<string>;
    /** `sha256:…` of the manifest. */
    readonly digest: pulumi.Output<string>;
    /** Id of the image on the engine that pushed it. */
    readonly imageId: pulumi.Output<string>;

    constructor(name: string, args: PushedImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("PushedImage", name, opts);
        const { image, repository, tag = "latest", registry } = args;
        checkNames(name, repository, tag);
        const { imageId } = "imageId" in image ? image : new BuiltImage(name, image, { parent: this });
        const push = new ImagePush(
            `${name}-push`,
            {
                imageId,
                repository: pulumi.interpolate`${registry.address}/${repository}`,
                tag,
                user: registry.credentials?.user,
                token: registry.credentials && pulumi.secret(registry.credentials.token),
                engine: args.engine ?? {},
            },
            { parent: this },
        );
        this.digest = push.digest;
        this.reference = pulumi.interpolate`${push.repository}@${push.digest}`;
        this.imageId = pulumi.output(imageId);
        this.registerOutputs({ reference: this.reference, digest: this.digest, imageId: this.imageId });
    }
}

/** The push itself: see image-push-provider.ts. */
class ImagePush extends DynamicResource {
    declare readonly repository: pulumi.Output<string>;
    declare readonly digest: pulumi.Output<string>;

    constructor(name: string, inputs: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
        super("ImagePush", name, inputs, ["digest"], opts);
    }
}

function checkNames(name: string, repository: string, tag: string): void {
    const errors = [
        ...(IMAGE_PATH.test(repository)
            ? []
            : [
                  {
                      propertyPath: "repository",
                      reason: `must be lower-case names joined by slashes such as group/project/name, got "${repository}"`,
                  },
              ]),
        ...(TAG.test(tag)
            ? []
            : [{ propertyPath: "tag", reason: `must be up to 128 letters, digits, dots and dashes, got "${tag}"` }]),
    ];
    if (errors.length > 0) {
        throw new pulumi.InputPropertiesError({ message: `${name} cannot be pushed`, errors });
    }
}
