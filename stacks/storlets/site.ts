import { z } from "zod";

import { IMAGE_NAME, parseObjectName } from "../../components/storlets/image-object-name";
import type { ImageName } from "../../images/catalogue";
import type { EnvironmentSite, PublishedPort } from "../environments";
import { imagePath, matching, port, registryAddress, whole } from "../formats";
import { IN_WORDS, type SiteFault } from "../site-faults";

/** Images of the catalogue that the environment runs where the site has no Swift of its own. */
export const STORLETS_IMAGES: readonly ImageName[] = ["storlets", "swift"];

const text = (what: string) => matching(/^\P{Cc}{1,200}$/u, `must be ${what}`);
const objectName = text("the name of an object").refine(isObjectName, {
    error: "must name system, version, run time and image such as ubuntu_14.04_jre8_storlets.tar",
});

const swift = z.strictObject({
    /** Where tokens are asked for: Swift's own `…/v1.0`, or Keystone's `…/v3`. */
    url: matching(
        /^https?:\/\/[^\s/]+(?:\/\S*)?\/(?:v1\.0|v3)\/?$/,
        "must be a URL that ends in /v1.0 for Swift's own tokens or in /v3 for Keystone's; OpenStack has removed v2.0",
    ),
    /** `account:user`, or the name of Keystone's user. */
    user: text("a user's name"),
    key: text("the user's key or password"),
    /** Keystone's project. */
    project: text("a project's name").optional(),
    /** Keystone's domains. */
    userDomain: text("a domain's name").optional(),
    projectDomain: text("a domain's name").optional(),
    /** Region in Keystone's catalogue. */
    region: text("a region's name").optional(),
});

const push = z.strictObject({
    /** Registry that the nodes pull from, as the engine knows it. */
    registry: registryAddress,
    /** Path of the image there; the account's id is what the storlet engine asks for. */
    repository: imagePath,
    user: text("a user's name").optional(),
    token: text("a password or token").optional(),
});

/** What a site says of its storlets: `hpc-stacks:storlets`. */
export const storletsSchema = z.strictObject({
    /** A Swift that is there already; a Swift of our own unless given. */
    swift: swift.optional(),
    /** Address of the host that a Swift of our own listens on. */
    listen: z.ipv4({ error: "must be an IPv4 address of the host" }).default("127.0.0.1"),
    ports: z
        .strictObject({
            /** Port of the host for a Swift of our own. */
            swift: port.default(8080),
        })
        .prefault({}),
    /** Container of the images. */
    container: matching(/^[^\s/]{1,256}$/, "must be the name of a container, without slashes").default("docker_images"),
    /** The manager's image in a Swift that is there already. */
    base: z
        .strictObject({
            /** Name of its object. */
            object: objectName,
            /** Address in front of its name once it is loaded. */
            registry: registryAddress.default("localhost:5001"),
        })
        .optional(),
    image: z
        .strictObject({
            /** Name of the image, which its manager deploys it by. */
            name: matching(
                IMAGE_NAME,
                "must be lower-case letters and digits with dots, dashes or underscores between them",
            ).default("service_tenant_image"),
            /** Debian packages that it has beside its base. */
            packages: z
                .array(matching(/^[a-z0-9][a-z0-9+.-]+(?:=[\w.+:~-]+)?$/, "must be a Debian package such as ffmpeg"))
                .optional(),
            /** Folder of the project with its Dockerfile, instead of packages. */
            context: matching(/^(?![/.])[\w./-]{1,200}$/, "must be a folder of the project").optional(),
        })
        .prefault({}),
    /** How the image is tried before it is uploaded. */
    trial: z
        .strictObject({
            /** Command that is run in it. */
            command: z
                .array(z.string())
                .min(1, { error: "must have at least a program" })
                .default(["java", "-version"]),
            /** Most memory, in MiB. */
            memory: whole(16, 1_048_576, "must be a whole number of MiB, at least 16").default(256),
            /** Most processor time, in cores. */
            cores: z
                .number()
                .min(0.01, { error: "must be at least 0.01 cores" })
                .max(1024, { error: "must be at most 1024 cores" })
                .default(0.5),
        })
        .prefault({}),
    /** Where the image is pushed to for the nodes; nowhere unless given. */
    push: push.optional(),
    rotation: z
        .strictObject({
            /** A higher number makes new keys for the users of a Swift of our own. */
            keys: whole(0, Number.MAX_SAFE_INTEGER, "must be a whole number, one more than before to rotate").default(
                0,
            ),
        })
        .prefault({}),
});

export type StorletsSite = z.output<typeof storletsSchema>;

/** What the site's parser and the scripts know of the environment. */
export const storletsSite = {
    schema: storletsSchema,
    faults: storletsFaults,
    secrets: ["swift", "push"],
    images: ({ swift: given }): readonly ImageName[] => (given === undefined ? STORLETS_IMAGES : []),
    ports: ({ swift: given, listen: address, ports }): readonly PublishedPort[] =>
        given === undefined ? [{ key: ["ports", "swift"], address, port: ports.swift }] : [],
} satisfies EnvironmentSite<typeof storletsSchema>;

/** Faults that no single value shows: keys that only make sense together. Takes any input, valid or not. */
function storletsFaults(input: unknown): SiteFault[] {
    const parsed = storletsSchema.safeParse(input, IN_WORDS);
    return parsed.success ? [...swiftFaults(parsed.data), ...contentFaults(parsed.data)] : [];
}

function swiftFaults({ swift: given, base }: StorletsSite): SiteFault[] {
    if (given === undefined) {
        return base === undefined
            ? []
            : [{ path: ["base"], message: "is of a Swift that is there already, give it as swift, or remove base" }];
    }
    const missing =
        base === undefined ? [{ path: ["base"], message: "is missing, name the object of the manager's image" }] : [];
    if (/\/v3\/?$/.test(given.url)) {
        return given.project === undefined
            ? [...missing, { path: ["swift", "project"], message: "is missing, Keystone needs it" }]
            : missing;
    }
    const keystone = (["project", "userDomain", "projectDomain", "region"] as const).filter(
        (key) => given[key] !== undefined,
    );
    return [
        ...missing,
        ...keystone.map((key) => ({
            path: ["swift", key],
            message: "is Keystone's, whose URL ends in /v3; remove it",
        })),
    ];
}

function contentFaults({ image: { packages, context } }: StorletsSite): SiteFault[] {
    return packages !== undefined && context !== undefined
        ? [
              {
                  path: ["image", "packages"],
                  message: "are installed by the Dockerfile of image.context, name them there",
              },
          ]
        : [];
}

function isObjectName(object: string): boolean {
    try {
        parseObjectName(object);
        return true;
    } catch {
        return false;
    }
}
