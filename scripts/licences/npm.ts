import { readFileSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { project } from "../project";
import { type Shipped, sorted } from "./shipped";
import { stated } from "./stated";

const lockFile = z.object({
    packages: z.record(
        z.string(),
        z.object({
            name: z.string().optional(),
            version: z.string().optional(),
            license: z.string().optional(),
            dev: z.boolean().optional(),
        }),
    ),
});

/** The npm packages that run with the program, those of other platforms among them, as package-lock.json has them. */
export function npmPackages(text = readFileSync(path.join(project, "package-lock.json"), "utf8")): Shipped[] {
    const { packages } = lockFile.parse(JSON.parse(text));
    return sorted(
        Object.entries(packages)
            .filter(([folder, { dev }]) => folder !== "" && dev !== true)
            .map(([folder, { name: alias, version, license }]) => {
                const name = alias ?? folder.split("node_modules/").at(-1)!;
                return { name, version: version ?? "", licences: identifiers(stated[name]?.licence ?? license ?? "") };
            }),
    );
}

/** SPDX identifiers of an expression such as `(MIT AND Zlib)`. Of `MIT OR GPL-2.0` both must be allowed: be strict. */
function identifiers(expression: string): string[] {
    return expression.split(/[\s()]+/).filter((word) => word !== "" && !["AND", "OR", "WITH"].includes(word));
}
