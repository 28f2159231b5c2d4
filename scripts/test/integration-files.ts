import { readdirSync } from "node:fs";
import * as path from "node:path";

import { project } from "../project";

/** Those that take longest, in this order; what is not named comes after them. */
const LONGEST = ["openchami", "faults", "commands", "lab", "import", "storlets", "drift", "inner-engine"];

/** Those that make a swarm of the engine. When it is none any more, it has forgotten the names of all that runs on it. */
const ALONE = ["swarm", "daos"];

/** Names of all files with integration tests, in the order in which they should begin. */
export interface IntegrationFiles {
    /** Those that may run side by side. */
    readonly together: readonly string[];
    /** Those that nothing else may run beside, after the others. */
    readonly alone: readonly string[];
}

/** Finds them. */
export function integrationFiles(): IntegrationFiles {
    const names = readdirSync(path.join(project, "tests", "integration"))
        .flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? [])
        .sort();
    const others = names.filter((name) => !LONGEST.includes(name) && !ALONE.includes(name));
    return { together: [...LONGEST, ...others], alone: ALONE };
}
