import * as pulumi from "@pulumi/pulumi";

import { DynamicResource } from "../dynamic/dynamic-resource";
import type { PushEngine } from "../image/pushed-image";
import { type SwiftAccount, accountInput } from "../swift/swift-account";
import { inAccount } from "../swift/swift-container";
import type { VolumePolicy } from "../volume/volume";
import { parseObjectName } from "./image-object-name";

export interface ImageObjectArgs {
    readonly account: SwiftAccount;
    /** Name of the container, which must exist. */
    readonly container: pulumi.Input<string>;
    /** Name of the object. It says which operating system and run time the image has: `ubuntu_14.04_jre8_storlets.tar`. */
    readonly object: string;
    /** Name under which the image is loaded from it, such as `localhost:5001/ubuntu_14.04_jre8_storlets`. */
    readonly reference: string;
    /** Id of the image on the engine, `sha256:…`. */
    readonly imageId: pulumi.Input<string>;
    /** How the engine is reached. @default - by the Docker client's environment */
    readonly engine?: PushEngine;
    /** What becomes of the object when the stack is destroyed: as of a volume. @default "delete" */
    readonly policy?: VolumePolicy;
}

/**
 * An image in Swift, as the engine saves it, with the name of the image as `Image-Name` in its metadata. It is uploaded
 * as a stream and shows in Swift when it is complete; a change of the image takes its place in one step. What others
 * change is noticed by a refresh: lost metadata are set again, a foreign image is overwritten by ours.
 *
 * @throws InputPropertyError when the object's name does not say what image it has.
 */
export class ImageObject extends DynamicResource {
    declare readonly container: pulumi.Output<string>;
    declare readonly object: pulumi.Output<string>;
    /** Last part of the image's name, as in the metadata. */
    declare readonly imageName: pulumi.Output<string>;
    /** Md5 of the object, in hex digits. */
    declare readonly etag: pulumi.Output<string>;
    /** Bytes. */
    declare readonly size: pulumi.Output<number>;
    /** URL of the account. */
    declare readonly storageUrl: pulumi.Output<string>;

    constructor(name: string, args: ImageObjectArgs, opts?: pulumi.CustomResourceOptions) {
        const { account, container, object, reference, imageId, engine = {}, policy } = args;
        checkObjectName("object", object);
        super(
            "ImageObject",
            name,
            {
                account: accountInput(account),
                container,
                object,
                reference,
                imageName: reference.slice(reference.lastIndexOf("/") + 1),
                imageId,
                engine,
            },
            ["etag", "uploadedEtag", "size", "storageUrl"],
            pulumi.mergeOptions(inAccount(account, opts), {
                protect: policy === "protect",
                retainOnDelete: policy === "retain",
            }),
        );
    }
}

/** @throws InputPropertyError when the name of an object does not say what image it has. */
export function checkObjectName(property: string, object: string): void {
    try {
        parseObjectName(object);
    } catch (error) {
        throw new pulumi.InputPropertyError({ propertyPath: property, reason: (error as Error).message });
    }
}
