/** Path of an image inside a registry, such as `group/project/name`. */
export const IMAGE_PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

/** What the name of an image says. */
export interface ImageNameParts {
    /** With the registry, without tag and digest. */
    readonly repository: string;
    /** @default - none is named */
    readonly tag?: string;
    /** `sha256:…`. @default - none is named */
    readonly digest?: string;
}

/** The parts of a name; a colon in front of a slash is a port's. */
export function nameParts(name: string): ImageNameParts {
    const [, repository = name, tag, digest] = /^(.+?)(?::([^:/@]+))?(?:@([^/@]+))?$/.exec(name) ?? [];
    return { repository, tag, digest };
}

/** A name as the engine lists it: with its tag, `latest` where it names none, or with its digest, which needs no tag. */
export function listedName(name: string): string {
    const { repository, tag = "latest", digest } = nameParts(name);
    return digest === undefined ? `${repository}:${tag}` : `${repository}@${digest}`;
}
