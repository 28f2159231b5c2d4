import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

const project = path.join(__dirname, "..", "..");

/** Some files and folders of the project, without what the toolchain built, to be changed at will. */
export class ProjectCopy {
    readonly folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));

    constructor(...parts: readonly string[]) {
        for (const part of parts) {
            cpSync(path.join(project, part), this.path(part), {
                recursive: true,
                filter: (source) => path.basename(source) !== "artifacts",
            });
        }
        symlinkSync(path.join(project, "node_modules"), this.path("node_modules"));
    }

    path(file: string): string {
        return path.join(this.folder, file);
    }

    /** A module of the copy, of the type that the same module of the project has. */
    module<T>(file: string): T {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- where the copy is is known at run time only
        return require(this.path(file)) as T;
    }

    remove(): void {
        rmSync(this.folder, { recursive: true });
    }
}
