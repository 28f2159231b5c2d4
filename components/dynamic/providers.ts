import type { dynamic } from "@pulumi/pulumi";

import { imagePushProvider } from "../image/image-push-provider";
import { imageTagProvider } from "../image/image-tag-provider";
import { imageObjectProvider } from "../storlets/image-object-provider";
import { loadedImageProvider } from "../storlets/loaded-image-provider";
import { tenantImageProvider } from "../storlets/tenant-image-provider";
import { swiftContainerProvider } from "../swift/swift-container-provider";

/** Providers of our dynamic resources, by the type of the resource. The plugin finds them here, by this file's path. */
export const providers = {
    ImageObject: imageObjectProvider,
    ImagePush: imagePushProvider,
    ImageTag: imageTagProvider,
    LoadedImage: loadedImageProvider,
    SwiftContainer: swiftContainerProvider,
    TenantImage: tenantImageProvider,
} satisfies Record<string, dynamic.ResourceProvider>;

export type DynamicType = keyof typeof providers;
