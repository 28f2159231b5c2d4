import { isDeepStrictEqual } from "node:util";

import type { dynamic } from "@pulumi/pulumi";

import { type EngineAddress, engineClient } from "./engine-client";
import { imageIdOf, nameImage } from "./engine-images";

/** What a tag is told, all in plain. */
export interface ImageTagInputs {
    /** Id of an image on the engine, `sha256:…`. */
    readonly imageId: string;
    /** `name:tag`. */
    readonly name: string;
    readonly engine: EngineAddress;
}

/**
 * Names of images on an engine. The docker provider has them too, but does not look whether a name is still there, and
 * leaves it behind.
 */
export const imageTagProvider: dynamic.ResourceProvider<ImageTagInputs, ImageTagInputs> = {
    // How the engine is reached is remembered as well: a refresh knows the state alone.
    diff: (_id, olds, news) => Promise.resolve({ changes: !isDeepStrictEqual(told(olds), told(news)) }),

    create: async (inputs) => {
        await tag(inputs);
        return { id: inputs.name, outs: inputs };
    },

    update: async (_id, olds, news) => {
        await tag(news);
        if (olds.name !== news.name) {
            await untag({ ...olds, engine: news.engine });
        }
        return { outs: news };
    },

    /** A name that is gone, or somebody else's by now, is given again by the update after a refresh. */
    read: async (id, state) => ({ id: (await idOf(state!)) === state!.imageId ? id : "", props: state }),

    delete: (_id, state) => untag(state),
};

function told({ imageId, name, engine: { host, ca, cert, key } }: ImageTagInputs): (string | undefined)[] {
    return [imageId, name, host, ca, cert, key];
}

async function tag({ engine, imageId, name }: ImageTagInputs): Promise<void> {
    await nameImage(engineClient(engine), imageId, name);
}

/** Takes a name away, unless it is another image's by now. */
async function untag(inputs: ImageTagInputs): Promise<void> {
    if ((await idOf(inputs)) === inputs.imageId) {
        await engineClient(inputs.engine).getImage(inputs.name).remove({ noprune: true });
    }
}

function idOf({ engine, name }: ImageTagInputs): Promise<string | undefined> {
    return imageIdOf(engineClient(engine), name);
}
