/** What the name of an image object tells: `ubuntu_14.04_jre8_storlets.tar`. */
export interface ImageObjectName {
    /** Base operating system and its version, such as `ubuntu_14.04`. */
    readonly os: string;
    /** Run time of the storlets, such as `jre8`. */
    readonly runtime: string;
    /** Whose image it is: `storlets` for the manager's, the name of the image for an account's. */
    readonly image: string;
}

/** Name of an image that an account manager may choose. */
export const IMAGE_NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;

const OBJECT = /^(?<os>[a-z]+_\d+(?:\.\d+)*)_(?<runtime>[a-z]+\d+(?:\.\d+)*)_(?<image>.+)\.tar$/;

/**
 * The parts of the name of an image object.
 * @throws RangeError when it does not say which operating system and which run time the image has.
 */
export function parseObjectName(object: string): ImageObjectName {
    const { os = "", runtime = "", image = "" } = OBJECT.exec(object)?.groups ?? {};
    if (!IMAGE_NAME.test(image)) {
        throw new RangeError(
            `must name system, version, run time and image such as ubuntu_14.04_jre8_storlets.tar, got "${object}"`,
        );
    }
    return { os, runtime, image };
}

/** Name of the object that holds an account's image, which has the system and the run time of its base. */
export function tenantObjectName(base: ImageObjectName, image: string): string {
    return `${base.os}_${base.runtime}_${image}.tar`;
}

/** Name of the image in an object, as in the object's `Image-Name` metadata: the name without the ending. */
export function imageNameOf(object: string): string {
    return object.replace(/\.tar$/, "");
}
