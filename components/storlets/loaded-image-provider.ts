import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

import type { dynamic } from "@pulumi/pulumi";
import type Docker from "dockerode";

import { type EngineAddress, engineClient } from "../image/engine-client";
import { imageIdOf, unnameImage } from "../image/engine-images";
import { listedName, nameParts } from "../image/image-name";
import type { SwiftCredentials } from "../swift/swift-account";
import { SwiftFailure, connectionFailure } from "../swift/swift-failure";
import { SwiftSession } from "../swift/swift-session";
import { IMAGE_NAME_HEADER } from "./image-object-provider";
import { metered } from "./tar-stream";
import { megabytes, say, transfer } from "./transfer";

/** What the provider of a loaded image is told, all in plain. */
export interface LoadedImageInputs {
    readonly account: SwiftCredentials;
    readonly container: string;
    readonly object: string;
    /** Name that it must have once it is loaded. */
    readonly reference: string;
    readonly engine: EngineAddress;
    /** Any change of it loads the object again, such as its etag where that is known. */
    readonly trigger?: string;
}

export interface LoadedImageState extends LoadedImageInputs {
    /** `sha256:…` */
    readonly imageId: string;
    /** What the object's metadata say of it. */
    readonly imageName: string;
    readonly etag: string;
}

/** Loads images from Swift into the engine: the object goes straight into the engine. */
export const loadedImageProvider: dynamic.ResourceProvider<LoadedImageInputs, LoadedImageState> = {
    diff: (_id, olds, news) =>
        Promise.resolve({
            changes: (["container", "object", "reference", "trigger"] as const).some((key) => olds[key] !== news[key]),
        }),

    create: async (inputs) => {
        const outs = await load(inputs);
        return { id: outs.reference, outs };
    },

    update: async (_id, olds, inputs) => {
        const outs = await load(inputs);
        if (olds.imageId !== outs.imageId || olds.reference !== outs.reference) {
            await unnameImage(engineClient(olds.engine), olds.imageId, olds.reference).catch(unlessInUse);
        }
        return { outs };
    },

    /** An image that was removed is loaded again by the update after a refresh, and so is one that changed in Swift. */
    read: async (id, state) => {
        const docker = engineClient(state!.engine);
        const there = (await imageIdOf(docker, state!.reference)) === state!.imageId;
        const session = await SwiftSession.open(state!.account);
        const headers = await session.head(`${state!.container}/${state!.object}`);
        const changed = headers !== undefined && headers.get("ETag") !== state!.etag;
        return { id: there && !changed ? id : "", props: state };
    },

    delete: async (_id, { engine, imageId, reference }) => {
        await unnameImage(engineClient(engine), imageId, reference).catch(unlessInUse);
    },
};

/** An image that others were built from goes with the last of them, now that it has no name. */
function unlessInUse(error: unknown): void {
    if ((error as { statusCode?: number }).statusCode !== 409) {
        throw error;
    }
}

async function load(inputs: LoadedImageInputs): Promise<LoadedImageState> {
    const docker = engineClient(inputs.engine);
    return transfer(`download of ${inputs.container}/${inputs.object}`, () => loadOnce(docker, inputs));
}

async function loadOnce(docker: Docker, inputs: LoadedImageInputs): Promise<LoadedImageState> {
    const path = `${inputs.container}/${inputs.object}`;
    const session = await SwiftSession.open(inputs.account);
    const imageName = (await session.request("HEAD", path)).headers.get(IMAGE_NAME_HEADER);
    if (imageName === null) {
        throw new Error(
            `${path} has no Image-Name metadata, without which nobody knows what it holds: \`swift post\` drops all that ` +
                `it does not name; set it again by \`swift post -m Image-Name:<name> ${path.replace("/", " ")}\``,
        );
    }
    const response = await session.request("GET", path);
    const { stream, measure } = metered(Readable.fromWeb(response.body as ReadableStream), (bytes) =>
        say(`${path}: ${megabytes(bytes)} downloaded`),
    );
    const names = await loadArchive(docker, stream, inputs.account);
    const etag = response.headers.get("ETag") ?? "";
    // The etag of an object in segments is one over theirs.
    const whole = !response.headers.has("X-Static-Large-Object") && !response.headers.has("X-Object-Manifest");
    if (whole && measure().md5 !== etag) {
        throw new SwiftFailure(`${path} arrived as ${measure().md5}, but swift has ${etag}`, true);
    }
    checkNames(path, names, imageName, inputs.reference);
    return { ...inputs, imageName, etag, imageId: (await imageIdOf(docker, inputs.reference))! };
}

/** Loads an archive. @returns the names of the images in it, each with its tag. */
async function loadArchive(docker: Docker, archive: Readable, source: SwiftCredentials): Promise<string[]> {
    // The client of the engine would wait for ever for the rest of an archive that broke off.
    const broken = new AbortController();
    archive.once("error", (error) => broken.abort(error));
    const answer = await docker
        .loadImage(archive, { quiet: true, abortSignal: broken.signal })
        .catch((error: unknown) => {
            throw broken.signal.aborted ? connectionFailure(broken.signal.reason, source) : error;
        });
    const events = await new Promise<LoadEvent[]>((resolve, reject) => {
        docker.modem.followProgress(answer, (error: Error | null, all: LoadEvent[]) =>
            error ? reject(error) : resolve(all),
        );
    });
    const failure = events.find(({ error }) => error !== undefined)?.error;
    if (failure !== undefined) {
        throw new Error(`the engine cannot load the image: ${failure}`);
    }
    return events.flatMap(({ stream = "" }) =>
        [...stream.matchAll(/Loaded image: (\S+)/g)].map(([, name = ""]) => name),
    );
}

/** A line of what an engine answers to a load. */
interface LoadEvent {
    readonly stream?: string;
    readonly error?: string;
}

/** @throws Error when the object holds another image than its metadata, or we, say. */
export function checkNames(path: string, names: readonly string[], imageName: string, reference: string): void {
    const held = names.join(", ") || "an image without a name";
    const repositories = names.map((name) => nameParts(name).repository);
    if (!repositories.some((name) => name === imageName || name.endsWith(`/${imageName}`))) {
        throw new Error(
            `${path} holds ${held}, but its metadata say Image-Name: ${imageName}: ask whoever uploaded it which is right`,
        );
    }
    if (!names.includes(listedName(reference))) {
        throw new Error(`${path} holds ${held}, not ${reference}: say so in \`registry\``);
    }
}
