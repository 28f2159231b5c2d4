import { type ImageName, recipes } from "../../images/catalogue";
import { ensureEngine } from "./engine";
import { type GoModule, buildGo } from "./go";
import { type Built, isStaged, modulesOf, stage } from "./images";
import type { Report } from "./progress";
import { ensurePulumi, findPulumi } from "./pulumi";
import type { PulumiTools } from "./pulumi/tools";
import { buildRootFs } from "./rootfs";

/** What a site needs of the machine. */
export interface Needs {
    /** Address of the Docker engine. @default - none is needed */
    readonly engine?: string;
    /** Images that are built for the site, with all that they start from. */
    readonly images: readonly ImageName[];
    /** Go modules to build beside those of the images. @default - none */
    readonly modules?: readonly GoModule[];
}

/** One piece of the set-up, shown as a line of its own. */
export interface Task {
    readonly title: string;
    readonly work: (report: Report) => Promise<void>;
}

/** The set-up as pieces that run side by side, and what comes after them. */
export interface Plan {
    readonly tasks: readonly Task[];
    /** Puts what was built where it belongs. */
    readonly finish: readonly Task[];
    /** Pulumi, once all tasks are done. */
    readonly pulumi: () => PulumiTools;
}

/** What is left to be done on this machine, in the order in which it should begin. */
export async function plan(needs: Needs): Promise<Plan> {
    const missing = needs.images.filter((image) => !isStaged(image));
    const built: Built = { modules: new Map(), rootfs: new Map() };
    let pulumi = await findPulumi();
    const pulumiTask: Task = {
        title: "Pulumi",
        work: async (report) => {
            pulumi = await ensurePulumi((part) => (message) => report(`${part}: ${message}`));
        },
    };
    return {
        tasks: [
            ...engineTask(needs.engine),
            ...(pulumi === undefined ? [pulumiTask] : []),
            ...missing.flatMap((image) => rootFsTask(image, built)),
            ...[...modulesOf(missing), ...(needs.modules ?? [])].map((module) => moduleTask(module, built)),
        ],
        finish:
            missing.length === 0 ? [] : [{ title: "Image contexts", work: (report) => stage(missing, built, report) }],
        pulumi: () => pulumi!,
    };
}

function engineTask(host: string | undefined): Task[] {
    return host === undefined ? [] : [{ title: "Docker engine", work: (report) => ensureEngine(host, report) }];
}

function rootFsTask(image: ImageName, built: Built): Task[] {
    const { rootfs } = recipes[image];
    if (rootfs === undefined) {
        return [];
    }
    const work = async (report: Report) => {
        built.rootfs.set(image, await buildRootFs(rootfs, report));
    };
    return [{ title: `Debian ${rootfs.suite}`, work }];
}

function moduleTask(module: GoModule, built: Built): Task {
    const work = async (report: Report) => {
        built.modules.set(module.module, await buildGo(module, report));
    };
    return { title: module.module, work };
}
