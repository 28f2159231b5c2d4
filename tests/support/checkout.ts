import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { project } from "../../scripts/project";
import { run } from "../../scripts/toolchain/run";

/** A clone of the project as it is now, for what must be seen to work in a checkout of its own. */
export class Checkout {
    private constructor(readonly folder: string) {}

    static async create(): Promise<Checkout> {
        const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-checkout-"));
        const checkout = new Checkout(folder);
        await run("git", ["clone", "--quiet", "--no-local", project, folder]);
        const changed = await run("git", ["ls-files", "--modified", "--others", "--exclude-standard"], {
            cwd: project,
        });
        for (const file of changed.split("\n").filter(Boolean)) {
            mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
            copyFileSync(path.join(project, file), path.join(folder, file));
        }
        symlinkSync(path.join(project, "node_modules"), path.join(folder, "node_modules"));
        return checkout;
    }

    /** Adds a file and commits everything, so that `git status` tells what happens from now on. */
    async commit(file: string, text: string): Promise<void> {
        writeFileSync(path.join(this.folder, file), text);
        await run("git", ["add", "--all"], { cwd: this.folder });
        const author = ["-c", "user.name=tests", "-c", "user.email=tests@localhost"];
        await run("git", [...author, "commit", "--quiet", "--message", "as tested"], { cwd: this.folder });
    }

    /** Runs a shell command as a user would. @throws Failure with its output */
    shell(command: string): Promise<string> {
        return run("bash", ["-euo", "pipefail", "-c", command], { cwd: this.folder });
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}
