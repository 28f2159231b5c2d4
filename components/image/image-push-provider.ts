import { isDeepStrictEqual } from "node:util";

import type { dynamic } from "@pulumi/pulumi";
import type Docker from "dockerode";

import { type EngineAddress, engineClient } from "./engine-client";
import { describePushFailure } from "./push-failure";

/** What a push is told, all in plain. */
export interface ImagePushInputs {
    /** Id of an image on the engine, `sha256:…`. */
    readonly imageId: string;
    /** `host[:port]/path`. */
    readonly repository: string;
    readonly tag: string;
    readonly user?: string;
    readonly token?: string;
    readonly engine: EngineAddress;
}

interface ImagePushState extends ImagePushInputs {
    readonly digest: string;
}

/**
 * Pushes images by an engine's API. What is at the registry is never deleted: neither by a later push, nor with the
 * resource. Only another image or another place is a reason to push; how the engine is reached and who logs in is only
 * remembered, because a refresh knows the state alone.
 */
export const imagePushProvider: dynamic.ResourceProvider<ImagePushInputs, ImagePushState> = {
    diff: (_id, olds, news) =>
        Promise.resolve({
            changes: movedBy(olds, news) || !isDeepStrictEqual(access(olds), access(news)),
        }),

    create: async (inputs) => ({ id: referenceOf(inputs), outs: await pushed(inputs) }),

    update: async (_id, olds, inputs) => ({
        outs: movedBy(olds, inputs) ? await pushed(inputs) : { ...inputs, digest: olds.digest },
    }),

    /** An image that somebody deleted at the registry is pushed again by the update after a refresh. */
    read: async (id, state) => {
        const { engine, repository, digest } = state!;
        const found = await isThere(engineClient(engine), `${repository}@${digest}`, authOf(state!));
        return { id: found ? id : "", props: state };
    },
};

/** Whether there is something to push. */
function movedBy(olds: ImagePushState, news: ImagePushInputs): boolean {
    return (["imageId", "repository", "tag"] as const).some((key) => olds[key] !== news[key]);
}

function access({ user, token, engine: { host, ca, cert, key } }: ImagePushInputs): (string | undefined)[] {
    return [user, token, host, ca, cert, key];
}

async function pushed(inputs: ImagePushInputs): Promise<ImagePushState> {
    const docker = engineClient(inputs.engine);
    const image = docker.getImage(inputs.imageId);
    const reference = referenceOf(inputs);
    const { RepoTags: names } = await image.inspect();
    await image.tag({ repo: inputs.repository, tag: inputs.tag });
    try {
        return { ...inputs, digest: await push(docker, inputs) };
    } catch (error) {
        throw new Error(describePushFailure({ reference, user: inputs.user }, (error as Error).message), {
            cause: error,
        });
    } finally {
        // The name was needed for the push alone, and left behind it would keep the image from being deleted. Taking an
        // image's only name would delete it.
        if (names.length > 0 && !names.includes(reference)) {
            await docker.getImage(reference).remove({ noprune: true });
        }
    }
}

/** @returns the digest that the registry gave the image. */
async function push(docker: Docker, inputs: ImagePushInputs): Promise<string> {
    const answer = await docker.getImage(inputs.repository).push({ tag: inputs.tag, authconfig: authOf(inputs) });
    const events = await new Promise<PushEvent[]>((resolve, reject) => {
        docker.modem.followProgress(answer, (error: Error | null, all: PushEvent[]) =>
            error ? reject(error) : resolve(all),
        );
    });
    const failure = events.find(({ error }) => error !== undefined)?.error;
    if (failure !== undefined) {
        throw new Error(failure);
    }
    const digest = events.find(({ aux }) => aux?.Digest !== undefined)?.aux?.Digest;
    if (digest === undefined) {
        throw new Error("the push ended without a digest");
    }
    return digest;
}

/** A line of what an engine answers to a push. */
interface PushEvent {
    readonly error?: string;
    readonly aux?: { readonly Digest?: string };
}

async function isThere(docker: Docker, reference: string, auth: ReturnType<typeof authOf>): Promise<boolean> {
    try {
        await docker.getImage(reference).distribution({ authconfig: auth });
        return true;
    } catch (error) {
        if (/manifest unknown|not found|name unknown/i.test((error as Error).message)) {
            return false;
        }
        throw error;
    }
}

/** An engine wants to be told of nobody, too. */
function authOf({ user, token, repository }: ImagePushInputs): Docker.AuthConfig | Record<string, never> {
    const serveraddress = repository.split("/")[0] ?? "";
    return user === undefined ? {} : { username: user, password: token ?? "", serveraddress };
}

function referenceOf({ repository, tag }: ImagePushInputs): string {
    return `${repository}:${tag}`;
}
