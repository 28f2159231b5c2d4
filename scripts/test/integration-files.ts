import { readdirSync } from "node:fs";
import * as path from "node:path";

import { project } from "../project";

/** Those that take longest, in this order; what is not named comes after them. `daos` needs a swarm when `swarm` is done. */
const LONGEST = ["openchami", "swarm", "lab", "daos", "commands", "storlets", "pcocc"];

/** Names of all files with integration tests, in the order in which they should begin. */
export function integrationFiles(): string[] {
    const names = readdirSync(path.join(project, "tests", "integration"))
        .flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? [])
        .sort();
    return [...LONGEST.filter((name) => names.includes(name)), ...names.filter((name) => !LONGEST.includes(name))];
}
