import { readFileSync } from "node:fs";
import * as path from "node:path";

import type { ConfigFile } from "./container";

/**
 * A script that lies beside its component, as a file of the container at `/<script>`.
 * @param folder `__dirname` of the component.
 */
export function script(folder: string, file: string): ConfigFile {
    return { path: `/${file}`, content: readFileSync(path.join(folder, file), "utf8"), mode: "0555" };
}
