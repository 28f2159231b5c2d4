import { readFileSync } from "node:fs";
import * as path from "node:path";

import { project } from "../../scripts/project";

/** Text of a document of the project. */
export function readDoc(file: string): string {
    return readFileSync(path.join(project, file), "utf8");
}

/** Shell blocks of a document, in order, without their comments. */
export function shellBlocks(file: string): string[] {
    return [...readDoc(file).matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) =>
        block.replace(/\s+# .*$/gm, ""),
    );
}
