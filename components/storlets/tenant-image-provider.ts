import * as path from "node:path";
import { Readable } from "node:stream";

import type { dynamic } from "@pulumi/pulumi";
import type Docker from "dockerode";
import { createTar } from "nanotar";

import { project } from "../../images/context";
import { type EngineAddress, engineClient } from "../image/engine-client";
import { imageIdOf, nameImage, unnameImage } from "../image/engine-images";

/** Lines of the build's words that are shown when it fails. */
const LAST = 15;

/** What the provider of a tenant's image is told, all in plain. */
export interface TenantImageInputs {
    /** Name and tag on the engine. */
    readonly name: string;
    readonly dockerfile: string;
    /** Folder of the project that the Dockerfile is in. @default - there are no files but the Dockerfile */
    readonly context?: string;
    /** Hash of the folder. */
    readonly contextHash?: string;
    /** Name of the base image, and the image that must have it. */
    readonly base: { readonly reference: string; readonly imageId: string };
    readonly labels: Readonly<Record<string, string>>;
    readonly engine: EngineAddress;
}

export interface TenantImageState extends TenantImageInputs {
    /** `sha256:…` */
    readonly imageId: string;
}

/** Builds tenants' images on an engine, and refuses those that the storlet engine could not start. */
export const tenantImageProvider: dynamic.ResourceProvider<TenantImageInputs, TenantImageState> = {
    /** The old image stays until all that runs from it is gone. */
    diff: (_id, olds, news) => {
        const changes = JSON.stringify(content(olds)) !== JSON.stringify(content(news));
        return Promise.resolve({ changes, replaces: changes ? ["name"] : [] });
    },

    create: async (inputs) => ({ id: inputs.name, outs: await build(inputs) }),

    read: async (id, state) => {
        const there = (await imageIdOf(engineClient(state!.engine), state!.name)) === state!.imageId;
        return { id: there ? id : "", props: state };
    },

    delete: async (_id, { engine, imageId, name }) => unnameImage(engineClient(engine), imageId, name),
};

function content({ name, dockerfile, contextHash, base }: TenantImageInputs): unknown[] {
    return [name, dockerfile, contextHash, base.reference, base.imageId];
}

async function build(inputs: TenantImageInputs): Promise<TenantImageState> {
    const docker = engineClient(inputs.engine);
    const { name, base } = inputs;
    if ((await imageIdOf(docker, base.imageId)) === undefined) {
        throw new Error(
            `the base image ${base.reference} is no longer on the engine: load it again by \`pulumi up --refresh\``,
        );
    }
    // Its name may be another image's by now, by a load of the user's own or another stack's.
    await nameImage(docker, base.imageId, base.reference);
    const before = await imageIdOf(docker, name);
    await run(docker, inputs);
    const imageId = (await imageIdOf(docker, name))!;
    try {
        await compareEntry(docker, base.imageId, imageId);
    } catch (error) {
        await unnameImage(docker, imageId, name);
        if (before !== undefined) {
            await nameImage(docker, before, name);
        }
        throw error;
    }
    return { ...inputs, imageId };
}

async function run(docker: Docker, inputs: TenantImageInputs): Promise<void> {
    const answer = await docker.buildImage(buildContext(inputs), {
        t: inputs.name,
        labels: { ...inputs.labels },
        rm: true,
        forcerm: true,
    });
    const words: string[] = [];
    await new Promise<void>((resolve, reject) => {
        docker.modem.followProgress(
            answer,
            (error: Error | null) => (error ? reject(failure(inputs.name, error, words)) : resolve()),
            ({ stream = "" }: { stream?: string }) => words.push(stream),
        );
    });
}

/** What is sent to the engine; nothing is written to disk on the way. */
function buildContext({ context, dockerfile }: TenantImageInputs): NodeJS.ReadableStream | Docker.ImageBuildContext {
    if (context !== undefined) {
        return { context: path.resolve(project, context), src: ["."] };
    }
    return Readable.from([createTar([{ name: "Dockerfile", data: dockerfile }])]);
}

function failure(name: string, { message }: Error, words: readonly string[]): Error {
    const last = words.join("").trimEnd().split("\n").slice(-LAST).join("\n");
    return new Error(`image ${name} cannot be built: ${message}. The build's last words:\n${last}`);
}

/** @throws Error when the image is started in another way than its base. */
async function compareEntry(docker: Docker, base: string, image: string): Promise<void> {
    const [expected, found] = await Promise.all(
        [base, image].map(async (id) => {
            const { Config: config } = await docker.getImage(id).inspect();
            return { ENTRYPOINT: config.Entrypoint ?? null, CMD: config.Cmd ?? null };
        }),
    );
    const changed = (["ENTRYPOINT", "CMD"] as const).filter(
        (key) => JSON.stringify(expected?.[key]) !== JSON.stringify(found?.[key]),
    );
    if (changed.length > 0) {
        const words = changed.map(
            (key) => `${key} is ${JSON.stringify(found?.[key])}, the base's is ${JSON.stringify(expected?.[key])}`,
        );
        throw new Error(`the storlet engine could not start the image: ${words.join("; ")}; leave them as they are`);
    }
}
