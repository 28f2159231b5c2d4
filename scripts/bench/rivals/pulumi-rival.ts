import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { stringify } from "yaml";

import { withEncryptionOf } from "../../stack/site-file";
import { pulumiEnvironment } from "../../stack/run";
import { type Snapshot, parsePlain } from "../../stack/snapshot";
import { run } from "../../toolchain/run";
import { type Declaration, declarationOf } from "../declaration";
import type { Operation, RivalName } from "../results";
import type { Command, Rival } from "./rival";

/** A Pulumi program, and what its stack file says. */
export interface PulumiProgram {
    /** Folder of its Pulumi.yaml. */
    readonly folder: string;
    /** Its name, as Pulumi.yaml says. */
    readonly project: string;
    /** The stack file, with names of keys as the CLI wants them. */
    readonly config: (changed: boolean) => Readonly<Record<string, unknown>>;
}

/** A stack of a Pulumi program, started as `npm start` starts ours. */
export class PulumiRival implements Rival {
    private constructor(
        readonly name: RivalName,
        private readonly program: PulumiProgram,
        private readonly folder: string,
        private readonly stack: string,
        private readonly environment: Readonly<Record<string, string>>,
    ) {}

    static async create(name: RivalName, program: PulumiProgram, folder: string, stack: string): Promise<PulumiRival> {
        const environment = await pulumiEnvironment(path.join(folder, "state"));
        const rival = new PulumiRival(name, program, folder, stack, environment);
        // `stack init` cannot be given a stack file, and writes the salt into the one of its own folder.
        mkdirSync(folder, { recursive: true });
        writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${program.project}\nruntime: nodejs\n`);
        writeFileSync(rival.stackFile(), "");
        const args = ["stack", "init", stack, "--no-select", "--non-interactive"];
        await run("pulumi", args, { cwd: folder, env: environment });
        rival.configure(false);
        return rival;
    }

    prepare(operation: Operation): Promise<Command> {
        if (operation === "up" || operation === "change") {
            this.configure(operation === "change");
        }
        const preview = ["preview", "--expect-no-changes"];
        const up = ["up", "--yes", "--skip-preview"];
        const args = {
            up,
            preview,
            refresh: [...preview, "--refresh"],
            change: up,
            destroy: ["destroy", "--yes", "--skip-preview"],
        }[operation];
        return Promise.resolve(this.command(args));
    }

    /** What a preview of the program takes, whatever it would change. */
    previewCommand(extra: Readonly<Record<string, string>>): Command {
        const { env, ...command } = this.command(["preview"]);
        return { ...command, env: { ...env, ...extra } };
    }

    stateSize(): number {
        const file = path.join(this.folder, "state", ".pulumi", "stacks", this.program.project, `${this.stack}.json`);
        return statSync(file).size;
    }

    /** What stands, by the state. */
    async declaration(): Promise<Declaration> {
        const args = ["stack", "export", "--show-secrets", "--stack", this.stack];
        const exported = await run("pulumi", args, { cwd: this.folder, env: this.environment });
        return declarationOf((parsePlain(exported) as { deployment?: Snapshot }).deployment?.resources ?? []);
    }

    /** NODE_OPTIONS of the program, to which options are added. */
    nodeOptions(added: string): Record<string, string> {
        return { NODE_OPTIONS: [this.environment["NODE_OPTIONS"] ?? process.env.NODE_OPTIONS, added].join(" ").trim() };
    }

    private command(args: readonly string[]): Command {
        const named = ["--non-interactive", "--stack", this.stack, "--config-file", this.stackFile()];
        return { program: "pulumi", args: [...args, ...named], cwd: this.program.folder, env: this.environment };
    }

    private configure(changed: boolean): void {
        const text = stringify({ config: this.program.config(changed) });
        writeFileSync(this.stackFile(), withEncryptionOf(text, readFileSync(this.stackFile(), "utf8")));
    }

    private stackFile(): string {
        return path.join(this.folder, `Pulumi.${this.stack}.yaml`);
    }
}
