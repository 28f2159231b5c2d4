import * as path from "node:path";

import { type ImageName, recipes } from "../../images/catalogue";
import { project } from "../project";
import { run } from "./run";

/**
 * Builds images of the catalogue as a user would without Pulumi, as `<prefix>/<image>`, with the label of a stack by
 * which they are found again.
 */
export async function buildImages(images: readonly ImageName[], prefix: string, stack: string): Promise<void> {
    const built = new Set<ImageName>();
    const build = async (image: ImageName): Promise<void> => {
        const { base } = recipes[image];
        if (built.has(image)) {
            return;
        }
        built.add(image);
        if (base !== undefined) {
            await build(base);
        }
        const args = base === undefined ? [] : ["--build-arg", `BASE=${prefix}/${base}`];
        const named = ["--tag", `${prefix}/${image}`, "--label", `hpc-stacks.stack=${stack}`];
        await run("docker", ["build", "--quiet", ...args, ...named, path.join(project, "images", image)], {
            env: { DOCKER_BUILDKIT: "0" },
        });
    };
    for (const image of images) {
        await build(image);
    }
}
