import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { stringify } from "yaml";

import { type ComposeProject, composeProject } from "../compose-file";
import type { Recorded } from "../recorded";
import type { Operation } from "../results";
import type { Command, Rival } from "./rival";

/** Docker Compose. It has no plan: what it would do when nothing has changed it says by doing it. */
export class ComposeRival implements Rival {
    readonly name = "compose";

    constructor(
        private readonly program: string,
        /** Folder of the compose file. */
        private readonly folder: string,
        private readonly project: string,
        private readonly recorded: Recorded,
    ) {}

    prepare(operation: Operation): Promise<Command> {
        const { file, uploads, waits } = composeProject(this.recorded[operation === "change" ? "changed" : "first"]);
        if (operation === "up" || operation === "change") {
            this.write(file, uploads);
        }
        const up = ["up", "--detach", ...(waits ? ["--wait"] : [])];
        return Promise.resolve(this.command(operation === "destroy" ? ["down", "--volumes"] : up));
    }

    stateSize(): undefined {
        return undefined;
    }

    private command(args: readonly string[]): Command {
        const named = ["--project-directory", this.folder, "--project-name", this.project];
        return { program: this.program, args: [...named, ...args], cwd: this.folder, env: {} };
    }

    private write(file: ComposeProject["file"], uploads: ComposeProject["uploads"]): void {
        rmSync(path.join(this.folder, "uploads"), { recursive: true, force: true });
        for (const { path: name, content, mode } of uploads) {
            const target = path.join(this.folder, name);
            mkdirSync(path.dirname(target), { recursive: true });
            writeFileSync(target, content, { mode: parseInt(mode, 8) });
        }
        // In the YAML of old, in which an unquoted `no` is false.
        writeFileSync(path.join(this.folder, "compose.yaml"), stringify(file, { version: "1.1" }));
    }
}
