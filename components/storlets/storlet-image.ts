import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { type PushEngine, type PushTarget, PushedImage } from "../image/pushed-image";
import { NoNetwork } from "../network/no-network";
import type { SwiftAccount } from "../swift/swift-account";
import type { VolumePolicy } from "../volume/volume";
import { Job } from "../workload/job";
import { ImageObject, checkObjectName } from "./image-object";
import { imageNameOf, parseObjectName, tenantObjectName } from "./image-object-name";
import { LoadedImage } from "./loaded-image";
import { TenantImage, type TenantImageContent } from "./tenant-image";

/** The storlets' base image in the account. */
export interface BaseImage {
    /** Name of its object, such as `ubuntu_14.04_jre8_storlets.tar`. */
    readonly object: string;
    /** Address in front of its name once it is loaded, such as `localhost:5001`. */
    readonly registry: string;
    /** Md5 of the object, which is loaded again when it changes. @default - when a refresh finds another one */
    readonly etag?: pulumi.Input<string>;
}

/** How an image is tried, as the storlet engine would run it. */
export interface Trial {
    /** Command that is run in place of the storlet engine's daemon. */
    readonly command: readonly string[];
    /** Most memory that it may use, in MiB. */
    readonly memory: number;
    /** Most processor time that it may use, in cores. */
    readonly cores: number;
}

export interface StorletImageArgs {
    readonly account: SwiftAccount;
    /** Container of the account's images, `docker_images`. */
    readonly container: pulumi.Input<string>;
    readonly base: BaseImage;
    /** Name of the image, such as `service_tenant_image`. */
    readonly image: string;
    readonly content: TenantImageContent;
    readonly trial: Trial;
    /** Where the nodes pull the image from, and its path there. @default - it is not pushed */
    readonly push?: PushTarget & { readonly repository: string };
    /** How the engine is reached. @default - by the Docker client's environment */
    readonly engine?: PushEngine;
    /** What becomes of the uploaded image when the stack is destroyed. @default "delete" */
    readonly policy?: VolumePolicy;
}

/** What the storlet manager needs to know in order to deploy an image. */
export interface DeployRequest {
    /** Name of the tenant, as the manager's tools want it. */
    readonly tenant: string;
    /** URL of the tenant's account. */
    readonly account: string;
    readonly container: string;
    readonly object: string;
    readonly imageName: string;
    /** Md5 of the object, in hex digits. */
    readonly etag: string;
    /** Bytes of the object. */
    readonly size: number;
    /** What the manager runs. */
    readonly command: string;
}

/**
 * An image for an account's storlets, from the base image in Swift to the image in Swift: loaded, built, tried, uploaded.
 * What was tried and failed is not uploaded.
 *
 * @throws InputPropertyError when the base's object does not say which system and run time it has.
 */
export class StorletImage extends Component {
    /** What to send to the storlet manager. */
    readonly deployRequest: pulumi.Output<DeployRequest>;
    /** What the trial printed. */
    readonly trialOutput: pulumi.Output<string>;
    /** The image for the nodes by its content, `host/path@sha256:…`; undefined where it is not pushed. */
    readonly pushed?: pulumi.Output<string>;

    constructor(name: string, args: StorletImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("StorletImage", name, opts);
        const { account, container, base, engine, image, trial, push } = args;
        checkObjectName("base.object", base.object);
        const parent = { parent: this };
        const reference = `${base.registry}/${imageNameOf(base.object)}`;
        const loaded = new LoadedImage(
            `${name}-base`,
            { account, container, object: base.object, reference, trigger: base.etag, engine },
            parent,
        );
        const tenant = new TenantImage(
            `${name}-tenant`,
            { ...args.content, base: { reference, imageId: loaded.imageId }, engine },
            parent,
        );
        const tried = new Job(
            `${name}-trial`,
            {
                service: "trial",
                image: tenant.imageId,
                command: ["debug", ...trial.command],
                networks: new NoNetwork(),
                memory: trial.memory,
                cores: trial.cores,
                // The storlet engine runs it as the user of Swift, who has no name in the image.
                user: "65534:65534",
            },
            parent,
        );
        const uploaded = new ImageObject(
            `${name}-object`,
            {
                account,
                container,
                object: tenantObjectName(parseObjectName(base.object), image),
                reference: image,
                imageId: tenant.imageId,
                engine,
                policy: args.policy,
            },
            { ...parent, dependsOn: tried.succeeded },
        );
        if (push !== undefined) {
            const { repository, ...registry } = push;
            this.pushed = new PushedImage(
                `${name}-nodes`,
                { image: { imageId: tenant.imageId }, registry, repository, engine },
                { ...parent, dependsOn: tried.succeeded },
            ).reference;
        }
        this.deployRequest = deployRequest(account, uploaded);
        // It was given nothing that is secret.
        this.trialOutput = pulumi.unsecret(tried.log);
        this.registerOutputs({ deployRequest: this.deployRequest, trialOutput: this.trialOutput });
    }
}

function deployRequest(
    { credentials }: SwiftAccount,
    { storageUrl, container, object, imageName, etag, size }: ImageObject,
): pulumi.Output<DeployRequest> {
    const tenant = pulumi
        .all([credentials.project, credentials.user])
        .apply(([project, user]) => project ?? user.split(":")[0] ?? "");
    return pulumi
        .output({ tenant, account: storageUrl, container, object, imageName, etag, size })
        .apply((request) => ({
            ...request,
            command: `deploy_image.py ${request.tenant} ${request.object} ${request.imageName}`,
        }));
}
