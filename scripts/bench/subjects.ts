import * as path from "node:path";

import type { ImageName } from "../../images/catalogue";
import { OPENCHAMI_IMAGES } from "../../stacks/openchami/site";
import { packageFile, project } from "../project";
import type { PulumiProgram } from "./rivals/pulumi-rival";
import type { Case, RivalName } from "./results";

/** Something that all rivals bring up. */
export interface Subject {
    readonly case: Case;
    /** Services; 0 for an environment that has its own number of them. */
    readonly size: number;
    readonly runs: number;
    /** The programs that declare it. Our own is the one that the others' files are made of. */
    readonly programs: Readonly<Partial<Record<RivalName, PulumiProgram>> & Record<"hpc-stacks", PulumiProgram>>;
}

/** Folder of a program that was written to be measured. */
export type ProgramName = "output" | "bare" | "components";

/** A program that declares plain services, or nothing. */
export function serviceProgram(name: ProgramName, image: string, services: number): PulumiProgram {
    const key = (it: string): string => `hpc-stacks-bench:${it}`;
    return {
        folder: path.join(project, "scripts", "bench", "programs", name),
        project: "hpc-stacks-bench",
        config: (changed) => ({ [key("image")]: image, [key("services")]: services, [key("changed")]: changed }),
    };
}

export function plainServicesSubject(image: string, size: number, runs: number): Subject {
    return {
        case: "services",
        size,
        runs,
        programs: {
            "bare-pulumi": serviceProgram("bare", image, size),
            "hpc-stacks": serviceProgram("components", image, size),
        },
    };
}

/** Images that the benchmark builds beforehand, so that nobody's time has theirs in it. */
export const openChamiImages: readonly ImageName[] = OPENCHAMI_IMAGES;
export const servicesImage: ImageName = "busybox";

/**
 * @param images Prefix of the images.
 * @param port Port of this machine for the gateway.
 */
export function openChamiSubject(images: string, port: number, runs: number): Subject {
    return { case: "openchami", size: 0, runs, programs: { "hpc-stacks": openChamiProgram(images, port) } };
}

function openChamiProgram(images: string, port: number): PulumiProgram {
    const pulled = Object.fromEntries(openChamiImages.map((name) => [name, `${images}/${name}:latest`]));
    return {
        folder: project,
        project: packageFile.name,
        config: (changed) => ({
            "hpc-stacks:environments": ["openchami"],
            "hpc-stacks:volumes": "delete",
            "hpc-stacks:images": { pulled },
            "hpc-stacks:openchami": {
                domain: "bench.openchami.cluster",
                ports: { https: port },
                // An environment variable of hydra.
                tokenLifetime: changed ? "2h" : "1h",
            },
        }),
    };
}
