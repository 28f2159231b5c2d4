import type { Readable } from "node:stream";

import type { dynamic } from "@pulumi/pulumi";
import type Docker from "dockerode";

import { type EngineAddress, engineClient } from "../image/engine-client";
import { imageIdOf, whileNamed } from "../image/engine-images";
import { listedName } from "../image/image-name";
import type { SwiftCredentials } from "../swift/swift-account";
import { SwiftFailure } from "../swift/swift-failure";
import { SwiftSession } from "../swift/swift-session";
import { metered } from "./tar-stream";
import { megabytes, say, transfer } from "./transfer";

/** Header of an object that says which image it holds. */
export const IMAGE_NAME_HEADER = "X-Object-Meta-Image-Name";

/** What the provider of an image object is told, all in plain. */
export interface ImageObjectInputs {
    readonly account: SwiftCredentials;
    readonly container: string;
    readonly object: string;
    /** Name under which the image is in the object, and is loaded from it. */
    readonly reference: string;
    /** What the metadata say of it. */
    readonly imageName: string;
    /** Id of the image on the engine, `sha256:…`. */
    readonly imageId: string;
    readonly engine: EngineAddress;
}

export interface ImageObjectState extends ImageObjectInputs {
    /** Hex digits of the object's md5. */
    readonly etag: string;
    /** The same of what we uploaded. It differs where somebody else has uploaded something since. */
    readonly uploadedEtag: string;
    /** Bytes. */
    readonly size: number;
    /** URL of the account in which it is. */
    readonly storageUrl: string;
}

/**
 * Uploads images to Swift: the engine's archive goes straight into the object. Swift shows an object when it is complete,
 * so a broken transfer changes nothing. What is uploaded again takes the old object's place at once; only an object of
 * another name, or one without its resource, is ever deleted.
 */
export const imageObjectProvider: dynamic.ResourceProvider<ImageObjectInputs, ImageObjectState> = {
    diff: (_id, olds, news) => {
        const moved = (["container", "object"] as const).filter((key) => olds[key] !== news[key]);
        const changes =
            mustUpload(olds, news) || olds.imageName !== news.imageName || !sameAccount(olds.account, news.account);
        return Promise.resolve({ changes: changes || moved.length > 0, replaces: moved });
    },

    create: async (inputs) => ({ id: pathOf(inputs), outs: await upload(inputs) }),

    update: async (_id, olds, inputs) => {
        const session = await SwiftSession.open(inputs.account);
        const found = await session.head(pathOf(inputs));
        // Another URL may lead to the same Swift or to one that does not have it.
        if (mustUpload(olds, inputs) || unquoted(found?.get("ETag")) !== olds.etag) {
            return { outs: await upload(inputs) };
        }
        // Swift forgets all metadata that a POST does not name, so it is told everything that there must be.
        await session.request("POST", pathOf(inputs), {
            headers: { "Content-Type": "application/x-tar", [IMAGE_NAME_HEADER]: inputs.imageName },
        });
        return { outs: { ...olds, ...inputs, storageUrl: session.storageUrl } };
    },

    read: async (id, state) => {
        const found = await (await SwiftSession.open(state!.account)).head(pathOf(state!));
        const now = { etag: unquoted(found?.get("ETag")) ?? "", imageName: found?.get(IMAGE_NAME_HEADER) ?? "" };
        return { id: found === undefined ? "" : id, props: { ...state!, ...now } };
    },

    delete: async (_id, state) => {
        await (await SwiftSession.open(state.account)).request("DELETE", pathOf(state), { expected: [404] });
    },
};

function mustUpload(olds: ImageObjectState, news: ImageObjectInputs): boolean {
    return olds.etag !== olds.uploadedEtag || olds.imageId !== news.imageId || olds.reference !== news.reference;
}

function sameAccount(one: SwiftCredentials, other: SwiftCredentials): boolean {
    const [a, b] = [one, other].map((account) => JSON.stringify(Object.entries(account).sort()));
    return a === b;
}

async function upload(inputs: ImageObjectInputs): Promise<ImageObjectState> {
    const docker = engineClient(inputs.engine);
    await checkBeforehand(docker, inputs);
    return transfer(`upload of ${pathOf(inputs)}`, () =>
        whileNamed(docker, inputs.imageId, inputs.reference, () => uploadOnce(docker, inputs)),
    );
}

/** What would only turn out after gigabytes were sent. */
async function checkBeforehand(docker: Docker, inputs: ImageObjectInputs): Promise<void> {
    const session = await SwiftSession.open(inputs.account);
    await session.request("HEAD", inputs.container);
    const image = await docker.getImage(inputs.imageId).inspect();
    const most = await session.mostBytes();
    if (most !== undefined && image.Size > most) {
        throw new SwiftFailure(
            `image ${inputs.reference} has ${megabytes(image.Size)}, but swift takes objects of ${megabytes(most)} at ` +
                "most: install less, or remove what is not needed",
            false,
        );
    }
}

async function uploadOnce(docker: Docker, inputs: ImageObjectInputs): Promise<ImageObjectState> {
    const session = await SwiftSession.open(inputs.account);
    const archive = (await docker.getImage(inputs.reference).get()) as Readable;
    // The engine has looked the name up by now. Somebody else may have given it to another image meanwhile.
    if ((await imageIdOf(docker, inputs.reference)) !== inputs.imageId) {
        archive.destroy();
        throw new SwiftFailure(`${listedName(inputs.reference)} was made another image's during the upload`, true);
    }
    const { stream, measure } = metered(archive, (bytes) => say(`${pathOf(inputs)}: ${megabytes(bytes)} uploaded`));
    let etag: string | undefined;
    try {
        const headers = { "Content-Type": "application/x-tar", [IMAGE_NAME_HEADER]: inputs.imageName };
        etag = unquoted(await session.put(pathOf(inputs), headers, stream));
    } finally {
        // The engine need not go on with what nobody takes.
        archive.destroy();
    }
    const { bytes, md5 } = measure();
    if (etag !== md5) {
        throw new SwiftFailure(`swift has ${etag ?? "nothing"} of ${pathOf(inputs)}, but ${md5} was sent`, true);
    }
    return { ...inputs, etag, uploadedEtag: etag, size: bytes, storageUrl: session.storageUrl };
}

function pathOf({ container, object }: Pick<ImageObjectInputs, "container" | "object">): string {
    return `${container}/${object}`;
}

function unquoted(etag: string | null | undefined): string | undefined {
    return etag?.replaceAll('"', "");
}
