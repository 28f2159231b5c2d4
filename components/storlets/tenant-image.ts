import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { project } from "../../images/context";
import { folderHash } from "../../images/folder-hash";
import { engineName, labels } from "../component";
import { DynamicResource } from "../dynamic/dynamic-resource";
import type { PushEngine } from "../image/pushed-image";
import { checkDockerfile, packagesDockerfile } from "./tenant-dockerfile";

/** What a tenant's image has beyond the base: Debian packages, or what a Dockerfile of the user's does. */
export type TenantImageContent =
    | { readonly packages: readonly string[]; readonly context?: undefined }
    | {
          readonly packages?: undefined;
          /** Folder with a Dockerfile and its files, relative to the project's. */
          readonly context: string;
      };

export type TenantImageArgs = TenantImageContent & {
    /** The base image: its name, and the image that has it. */
    readonly base: { readonly reference: string; readonly imageId: pulumi.Input<string> };
    /** How the engine is reached. @default - by the Docker client's environment */
    readonly engine?: PushEngine;
};

/**
 * A tenant's image: the storlets' base image and what storlets need beside it. It is started as its base is, or it is
 * not made: ENTRYPOINT and CMD are looked for before the build and in the image that came of it.
 *
 * @throws InputPropertiesError naming everything that the storlet engine or its manager would refuse.
 */
export class TenantImage extends DynamicResource {
    /** Id of the image on the engine, `sha256:…`. */
    declare readonly imageId: pulumi.Output<string>;

    constructor(name: string, args: TenantImageArgs, opts?: pulumi.CustomResourceOptions) {
        const { base, context, engine = {} } = args;
        const dockerfile = context === undefined ? packagesDockerfile(base.reference, args.packages) : read(context);
        const { faults, warnings } = checkDockerfile(dockerfile, base.reference);
        if (faults.length > 0) {
            throw new pulumi.InputPropertiesError({
                message: `image ${name} cannot be built for storlets`,
                errors: faults.map((reason) => ({ propertyPath: "dockerfile", reason })),
            });
        }
        const contextHash = context === undefined ? undefined : folderHash(path.resolve(project, context));
        const hash = createHash("sha256")
            .update(dockerfile)
            .update(contextHash ?? "");
        super(
            "TenantImage",
            name,
            {
                name: `${engineName(name).toLowerCase()}:${hash.digest("hex").slice(0, 16)}`,
                dockerfile,
                context,
                contextHash,
                base,
                labels: labels(name),
                engine,
            },
            ["imageId"],
            opts,
        );
        warnings.forEach((warning) => void pulumi.log.warn(warning, this));
    }
}

function read(context: string): string {
    const file = path.join(context, "Dockerfile");
    try {
        return readFileSync(path.resolve(project, file), "utf8");
    } catch {
        throw new pulumi.InputPropertyError({
            propertyPath: "context",
            reason: `there is no ${file}, name a folder that has one`,
        });
    }
}
