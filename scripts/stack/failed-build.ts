import { stripVTControlCharacters } from "node:util";

import { project } from "../project";
import { run, tryRun } from "../toolchain/run";
import { type StackOptions, runPulumi } from "./run";

/** A stack whose update failed, and its engine. */
export interface FailedUpdate extends StackOptions {
    readonly engine: string;
}

/** How the program wants an image to be built. */
interface Build {
    readonly name: string;
    readonly build: {
        readonly context: string;
        readonly dockerfile: string;
        readonly target?: string;
        readonly buildArgs?: Readonly<Record<string, string>>;
        readonly labels?: Readonly<Record<string, string>>;
    };
}

/**
 * The last words of the first image that could not be built, undefined where there is none. The provider tells which
 * step failed, but not what it printed; so the image is built once more, by the client, which does.
 */
export async function lastWordsOfBuild({ engine, ...options }: FailedUpdate): Promise<string | undefined> {
    for (const image of await missingImages(options)) {
        const base = image.build.buildArgs?.["BASE"];
        if ((await exists(image.name, engine)) || (base !== undefined && !(await exists(base, engine)))) {
            continue;
        }
        const words = await buildOnceMore(image, engine);
        // What it leaves has the stack's label, of its own or of the base that it started from, and no name.
        const filter = ["--filter", `label=hpc-stacks.stack=${options.stack}`];
        await tryRun("docker", ["-H", engine, "image", "prune", "--force", ...filter]);
        return words;
    }
    return undefined;
}

/** Images that an update would build now, in the order in which the program asks for them. */
async function missingImages(options: StackOptions): Promise<Build[]> {
    const { exitCode, stdout } = await runPulumi(["preview", "--json"], options);
    if (exitCode !== 0) {
        return [];
    }
    const { steps = [] } = JSON.parse(stdout) as {
        steps?: { op: string; newState?: { type: string; inputs?: Partial<Build> } }[];
    };
    return steps
        .filter(({ op }) => op !== "same")
        .flatMap(({ newState }) => {
            const { type, inputs } = newState ?? {};
            const built = type === "docker:index/remoteImage:RemoteImage" && inputs?.build !== undefined;
            return built ? [inputs as Build] : [];
        });
}

async function buildOnceMore({ build }: Build, engine: string): Promise<string | undefined> {
    const { context, dockerfile, target, buildArgs = {}, labels = {} } = build;
    const args = [
        ...Object.entries(buildArgs).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
        ...Object.entries(labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]),
    ];
    const stage = target === undefined ? [] : ["--target", target];
    try {
        await run(
            "docker",
            [
                "-H",
                engine,
                "build",
                "--quiet",
                "--force-rm",
                "--file",
                `${context}/${dockerfile}`,
                ...stage,
                ...args,
                context,
            ],
            {
                cwd: project,
                // The client's plain builder needs no plugin.
                env: { DOCKER_BUILDKIT: "0" },
            },
        );
        return undefined;
    } catch (error) {
        return stripVTControlCharacters((error as Error).message);
    }
}

async function exists(name: string, engine: string): Promise<boolean> {
    return (await tryRun("docker", ["-H", engine, "image", "inspect", name])) !== undefined;
}
