import { readFileSync } from "node:fs";
import * as path from "node:path";

import { type GoModule, moduleFolder } from "./go";

/** OpenTofu, which the benchmark compares with. */
export const opentofu: GoModule = {
    module: "opentofu",
    variables: { "github.com/opentofu/opentofu/version.dev": "no" },
};

/** Its Docker provider: the one that our docker plugin is made of, as a program of its own. */
export const dockerProvider: GoModule = { module: "terraform-provider-docker" };

/** Version, as `v1.2.3`, of upstream's Docker provider that a go.mod under `toolchain/` takes. */
export function dockerProviderVersion(module: string): string {
    const text = readFileSync(path.join(moduleFolder(module), "go.mod"), "utf8");
    const [, version] = /\/terraform-provider-docker => \S+ (v\S+)$/m.exec(text) ?? [];
    if (version === undefined) {
        throw new Error(`toolchain/${module}/go.mod does not say which Docker provider it takes`);
    }
    return version;
}
