import { DockerfileParser, type Instruction } from "dockerfile-ast";

import { listedName } from "../image/image-name";
import { daemonsOf } from "./daemons";

/** What is found in the Dockerfile of a tenant's image. */
export interface DockerfileVerdict {
    /** What makes the image unusable for the storlet engine, or is not what its manager asks for. */
    readonly faults: readonly string[];
    /** What will probably not work. */
    readonly warnings: readonly string[];
}

/** Settings of apt: lists compressed, and no cache of them. */
const SMALL = ["Acquire::GzipIndexes=true", "Dir::Cache::pkgcache=", "Dir::Cache::srcpkgcache="].flatMap((it) => [
    "-o",
    it,
]);

/** Dockerfile of an image that is the base and some Debian packages. */
export function packagesDockerfile(base: string, packages: readonly string[]): string {
    // In exec form no shell reads a package's name. Each line leaves a layer, so apt is told to keep its lists small.
    const apt = (...args: readonly string[]): string =>
        `RUN ${JSON.stringify(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", ...SMALL, ...args])}`;
    const install =
        packages.length === 0
            ? []
            : [
                  // Update fails on any source that cannot be read, which it would otherwise only warn about.
                  apt("-o", "APT::Update::Error-Mode=any", "update"),
                  apt("install", "-y", "--no-install-recommends", ...[...packages].sort()),
                  apt("clean"),
              ];
    return [`FROM ${base}`, "MAINTAINER root", ...install, ""].join("\n");
}

/**
 * Checks a Dockerfile against what the storlet engine and its manager ask for.
 * @param base Name under which the base image is loaded.
 */
export function checkDockerfile(text: string, base: string): DockerfileVerdict {
    const instructions = DockerfileParser.parse(text).getInstructions();
    return {
        faults: [...entryFaults(instructions), ...baseFaults(instructions, base), ...maintainerFaults(instructions)],
        warnings: daemonWarnings(instructions),
    };
}

/** Both would take the place of what the storlet engine starts its containers by, also when they are put off. */
function entryFaults(instructions: readonly Instruction[]): string[] {
    return instructions.flatMap((instruction) => {
        const keyword = instruction.getKeyword();
        const put = keyword === "ONBUILD" ? firstWord(instruction) : keyword;
        return put === "ENTRYPOINT" || put === "CMD"
            ? [
                  `${lineOf(instruction)}: ${keyword === put ? put : `${keyword} ${put}`} makes the image unusable by the ` +
                      "storlet engine, which starts containers by the base's entry point: remove it",
              ]
            : [];
    });
}

/** The image must start from the base, itself or through stages that do. */
function baseFaults(instructions: readonly Instruction[], base: string): string[] {
    const stages = instructions.filter((instruction) => instruction.getKeyword() === "FROM").map(stageOf);
    const last = stages.at(-1);
    if (last === undefined) {
        return [`there is no FROM: the first line must be FROM ${base}`];
    }
    const root = originOf(last, stages);
    if (root.image === base || root.image === listedName(base)) {
        return [];
    }
    const sameHost = loopback(root.image) === loopback(base) || loopback(root.image) === loopback(listedName(base));
    return [
        `${lineOf(root.instruction)}: FROM ${root.image} must be FROM ${base}` +
            (sameHost
                ? ", which is how the base image is called once it is loaded: both are this host, but to the engine they " +
                  "are the names of two images, and it would look for the other one in a registry"
                : ", the storlets' base image as it is loaded from its object"),
    ];
}

interface Stage {
    readonly instruction: Instruction;
    readonly image: string;
    readonly name: string | undefined;
}

function stageOf(instruction: Instruction): Stage {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    const [image = "", as, name] = words.filter((word) => !word.startsWith("--"));
    return { instruction, image, name: as?.toUpperCase() === "AS" ? name?.toLowerCase() : undefined };
}

/** The stage with whose image a stage begins in the end. A name means a stage only after that stage. */
function originOf(stage: Stage, stages: readonly Stage[]): Stage {
    const earlier = stages.slice(0, stages.indexOf(stage));
    const named = earlier.findLast(({ name }) => name !== undefined && name === stage.image.toLowerCase());
    return named === undefined ? stage : originOf(named, stages);
}

/** A name with one word for all that is this host. */
function loopback(image: string): string {
    return image.replace(/^(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/])/, "localhost");
}

function maintainerFaults(instructions: readonly Instruction[]): string[] {
    const maintainers = instructions.filter((instruction) => instruction.getKeyword() === "MAINTAINER");
    if (maintainers.length === 0) {
        return ["there is no MAINTAINER root: add it after FROM"];
    }
    return maintainers
        .filter((instruction) => argumentsOf(instruction) !== "root")
        .map((instruction) => `${lineOf(instruction)}: MAINTAINER must be root, got "${argumentsOf(instruction)}"`);
}

function daemonWarnings(instructions: readonly Instruction[]): string[] {
    return instructions
        .filter((instruction) => instruction.getKeyword() === "RUN")
        .flatMap((instruction) =>
            daemonsOf(argumentsOf(instruction)).map(
                (daemon) =>
                    `${lineOf(instruction)}: ${daemon} is or starts a daemon, but nothing starts daemons in the ` +
                    "containers of the storlet engine: install libraries and programs that storlets call",
            ),
        );
}

function argumentsOf(instruction: Instruction): string {
    return instruction.getArgumentsContent() ?? "";
}

function firstWord(instruction: Instruction): string {
    return (instruction.getArguments()[0]?.getValue() ?? "").toUpperCase();
}

function lineOf(instruction: Instruction): string {
    return `line ${instruction.getRange().start.line + 1}`;
}
