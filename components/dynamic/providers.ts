import type { dynamic } from "@pulumi/pulumi";

import { imagePushProvider } from "../image/image-push-provider";
import { imageTagProvider } from "../image/image-tag-provider";

/** Providers of our dynamic resources, by the type of the resource. The plugin finds them here, by this file's path. */
export const providers = {
    ImagePush: imagePushProvider,
    ImageTag: imageTagProvider,
} satisfies Record<string, dynamic.ResourceProvider>;

export type DynamicType = keyof typeof providers;
