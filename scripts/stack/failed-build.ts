import { stripVTControlCharacters } from "node:util";

import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import { project } from "../project";
import { run } from "../toolchain/run";
import type { DockerClient } from "./docker-client";
import { type StackOptions, runPulumi } from "./run";
import { engineFinder } from "./stack-engines";

/** What the program asks of the provider for an image, in plain. */
type ImageInputs = pulumi.Unwrap<docker.RemoteImageArgs>;

/** An image that an update would build. */
interface MissingImage {
    readonly inputs: ImageInputs;
    /** URN and id of the provider that would build it. */
    readonly provider: string;
}

/**
 * The last words of the first image that could not be built, undefined where there is none. The provider tells which
 * step failed, but not what it printed; so the image is built once more, by the client, which does.
 */
export async function lastWordsOfBuild(options: StackOptions): Promise<string | undefined> {
    const engineOf = engineFinder(options);
    for (const { inputs, provider } of await missingImages(options)) {
        const docker = await engineOf(provider);
        const base = inputs.build?.buildArgs?.["BASE"];
        if (
            docker !== undefined &&
            !(await exists(inputs.name, docker)) &&
            (base === undefined || (await exists(base, docker)))
        ) {
            return lastWordsOfImage(inputs, docker);
        }
    }
    return undefined;
}

/** Images that an update would build now, in the order in which the program asks for them. */
async function missingImages(options: StackOptions): Promise<MissingImage[]> {
    const { exitCode, stdout } = await runPulumi(["preview", "--json"], options);
    if (exitCode !== 0) {
        return [];
    }
    const { steps = [] } = JSON.parse(stdout) as {
        steps?: { op: string; newState?: { type: string; inputs?: ImageInputs; provider?: string } }[];
    };
    return steps
        .filter(({ op }) => op !== "same")
        .flatMap(({ newState }) =>
            newState?.type === "docker:index/remoteImage:RemoteImage" && newState.inputs?.build !== undefined
                ? [{ inputs: newState.inputs, provider: newState.provider ?? "" }]
                : [],
        );
}

/** What an image says when it cannot be built, undefined when it can. It is built for its words alone. */
export async function lastWordsOfImage({ build }: ImageInputs, docker: DockerClient): Promise<string | undefined> {
    const { context = ".", dockerfile = "Dockerfile", target, buildArgs = {}, labels = {} } = build ?? {};
    const options = [
        ...["--file", `${context}/${dockerfile}`],
        ...(target === undefined ? [] : ["--target", target]),
        ...Object.entries(buildArgs).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
        ...Object.entries(labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ];
    try {
        await run("docker", [...docker.options, "build", "--quiet", "--force-rm", ...options, context], {
            cwd: project,
            // The client's plain builder needs no plugin.
            env: { DOCKER_BUILDKIT: "0" },
            disk: `the Docker Root Dir of the engine at ${docker.host}, as \`docker system prune\` does`,
        });
        return undefined;
    } catch (error) {
        return stripVTControlCharacters((error as Error).message);
    } finally {
        // What it leaves has the stack's label, of its own or of the base that it started from, and no name.
        const filter = ["--filter", `label=hpc-stacks.stack=${labels["hpc-stacks.stack"]}`];
        await docker.tryRun("image", "prune", "--force", ...filter);
    }
}

async function exists(name: string, docker: DockerClient): Promise<boolean> {
    return (await docker.tryRun("image", "inspect", name)) !== undefined;
}
