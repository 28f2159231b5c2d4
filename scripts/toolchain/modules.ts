import { readdirSync } from "node:fs";
import * as path from "node:path";

import { imageNames } from "../../images/catalogue";
import { project } from "../project";
import type { GoModule } from "./go";
import { modulesOf } from "./images";
import { pulumiModules } from "./pulumi/built";

/** Go modules whose programs run on the machine of a user, or in the images of a site. */
export const shippedModules: readonly GoModule[] = [...pulumiModules, ...modulesOf(imageNames)];

/** All Go modules under `toolchain/`: what is shipped, and what we check it with. */
export function toolchainModules(): GoModule[] {
    return readdirSync(path.join(project, "toolchain"))
        .sort()
        .map((module) => shippedModules.find((shipped) => shipped.module === module) ?? { module });
}
