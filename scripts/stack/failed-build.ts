import { stripVTControlCharacters } from "node:util";

import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import { project } from "../project";
import { run, tryRun } from "../toolchain/run";
import { type StackOptions, runPulumi } from "./run";

/** A stack whose update failed, and its engine. */
export interface FailedUpdate extends StackOptions {
    readonly engine: string;
}

/** What the program asks of the provider for an image, in plain. */
type ImageInputs = pulumi.Unwrap<docker.RemoteImageArgs>;

/**
 * The last words of the first image that could not be built, undefined where there is none. The provider tells which
 * step failed, but not what it printed; so the image is built once more, by the client, which does.
 */
export async function lastWordsOfBuild({ engine, ...options }: FailedUpdate): Promise<string | undefined> {
    for (const image of await missingImages(options)) {
        const base = image.build?.buildArgs?.["BASE"];
        if (!(await exists(image.name, engine)) && (base === undefined || (await exists(base, engine)))) {
            return lastWordsOfImage(image, engine);
        }
    }
    return undefined;
}

/** Images that an update would build now, in the order in which the program asks for them. */
async function missingImages(options: StackOptions): Promise<ImageInputs[]> {
    const { exitCode, stdout } = await runPulumi(["preview", "--json"], options);
    if (exitCode !== 0) {
        return [];
    }
    const { steps = [] } = JSON.parse(stdout) as {
        steps?: { op: string; newState?: { type: string; inputs?: ImageInputs } }[];
    };
    return steps
        .filter(({ op }) => op !== "same")
        .flatMap(({ newState }) =>
            newState?.type === "docker:index/remoteImage:RemoteImage" && newState.inputs?.build !== undefined
                ? [newState.inputs]
                : [],
        );
}

/** What an image says when it cannot be built, undefined when it can. It is built for its words alone. */
export async function lastWordsOfImage({ build }: ImageInputs, engine: string): Promise<string | undefined> {
    const { context = ".", dockerfile = "Dockerfile", target, buildArgs = {}, labels = {} } = build ?? {};
    const options = [
        ...["--file", `${context}/${dockerfile}`],
        ...(target === undefined ? [] : ["--target", target]),
        ...Object.entries(buildArgs).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
        ...Object.entries(labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ];
    try {
        await run("docker", ["-H", engine, "build", "--quiet", "--force-rm", ...options, context], {
            cwd: project,
            // The client's plain builder needs no plugin.
            env: { DOCKER_BUILDKIT: "0" },
        });
        return undefined;
    } catch (error) {
        return stripVTControlCharacters((error as Error).message);
    } finally {
        // What it leaves has the stack's label, of its own or of the base that it started from, and no name.
        const filter = ["--filter", `label=hpc-stacks.stack=${labels["hpc-stacks.stack"]}`];
        await tryRun("docker", ["-H", engine, "image", "prune", "--force", ...filter]);
    }
}

async function exists(name: string, engine: string): Promise<boolean> {
    return (await tryRun("docker", ["-H", engine, "image", "inspect", name])) !== undefined;
}
