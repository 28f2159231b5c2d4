import type * as pulumi from "@pulumi/pulumi";

import { DynamicResource } from "../dynamic/dynamic-resource";
import type { PushEngine } from "../image/pushed-image";
import { type SwiftAccount, accountInput } from "../swift/swift-account";
import { inAccount } from "../swift/swift-container";

export interface LoadedImageArgs {
    readonly account: SwiftAccount;
    readonly container: pulumi.Input<string>;
    readonly object: pulumi.Input<string>;
    /** Name that the image must have once it is loaded, such as `localhost:5001/ubuntu_14.04_jre8_storlets`. */
    readonly reference: string;
    /** Any change of it loads the object again. @default - it is loaded again when a refresh finds another object */
    readonly trigger?: pulumi.Input<string>;
    /** How the engine is reached. @default - by the Docker client's environment */
    readonly engine?: PushEngine;
}

/**
 * An image of Swift on the engine. It must have the name that the object's `Image-Name` says, behind the address of some
 * registry. The engine's name for it is everyone's: another load of the same name takes it over.
 */
export class LoadedImage extends DynamicResource {
    /** Id of the image on the engine, `sha256:…`. */
    declare readonly imageId: pulumi.Output<string>;
    /** `Image-Name` of the object. */
    declare readonly imageName: pulumi.Output<string>;
    /** Md5 of the object, in hex digits. */
    declare readonly etag: pulumi.Output<string>;

    constructor(name: string, args: LoadedImageArgs, opts?: pulumi.CustomResourceOptions) {
        const { account, container, object, reference, trigger, engine = {} } = args;
        super(
            "LoadedImage",
            name,
            { account: accountInput(account), container, object, reference, trigger, engine },
            ["imageId", "imageName", "etag"],
            // It is on the engine, not in the account, so it is not gone with it.
            { ...inAccount({ ...account, data: undefined }, opts) },
        );
    }
}
