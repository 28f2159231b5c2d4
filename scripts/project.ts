import { readFileSync } from "node:fs";
import * as path from "node:path";

/** Folder of the project, where `Pulumi.yaml` is. */
export const project = path.join(__dirname, "..");

interface PackageFile {
    readonly name: string;
    readonly version: string;
    readonly scripts: Readonly<Record<string, string>>;
    readonly dependencies: Readonly<Record<string, string>>;
}

/** package.json: the one place that states the versions of the Pulumi SDK and its providers. */
export const packageFile = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")) as PackageFile;

/** Version of a package that the program imports, as package.json pins it. */
export function pinnedVersion(name: string): string {
    const version = packageFile.dependencies[name];
    if (version === undefined) {
        throw new Error(`package.json has no dependency ${name}`);
    }
    return version;
}
