import type Docker from "dockerode";

import { nameParts } from "./image-name";

/** Id of an image on the engine, by its name or id; undefined where there is none. */
export async function imageIdOf(docker: Docker, name: string): Promise<string | undefined> {
    try {
        return (await docker.getImage(name).inspect()).Id;
    } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) {
            return undefined;
        }
        throw error;
    }
}

/**
 * Gives an image a name, `repository` or `repository:tag`, which another image may have had.
 * @throws Error for a name with a digest, which nobody can give.
 */
export async function nameImage(docker: Docker, imageId: string, name: string): Promise<void> {
    const { repository, tag = "latest", digest } = nameParts(name);
    if (digest !== undefined) {
        throw new Error(`an image cannot be given a name with a digest, got "${name}": leave out @${digest}`);
    }
    await docker.getImage(imageId).tag({ repo: repository, tag });
}

/** Takes a name from an image. An image without a name is gone, unless something is made of it. */
export async function unnameImage(docker: Docker, imageId: string, name: string): Promise<void> {
    if ((await imageIdOf(docker, name)) === imageId) {
        await docker.getImage(name).remove({});
        return;
    }
    // The name is another image's by now; without any name of its own the old one is of no use.
    if ((await imageIdOf(docker, imageId)) !== undefined) {
        const { RepoTags: names } = await docker.getImage(imageId).inspect();
        if (names.length === 0) {
            await docker.getImage(imageId).remove({});
        }
    }
}

/** Does something while an image has a certain name. Whose name it was before gets it back. */
export async function whileNamed<T>(docker: Docker, imageId: string, name: string, work: () => Promise<T>): Promise<T> {
    const before = await imageIdOf(docker, name);
    await nameImage(docker, imageId, name);
    try {
        return await work();
    } finally {
        if (before === undefined) {
            await docker.getImage(name).remove({ noprune: true });
        } else if (before !== imageId) {
            await nameImage(docker, before, name);
        }
    }
}
