import * as path from "node:path";

import { compose } from "../../scripts/toolchain/compose";
import { buildGo } from "../../scripts/toolchain/go";
import { run } from "../../scripts/toolchain/run";

/** A project of Docker Compose, by a Compose that is built here. */
export class Compose {
    private constructor(
        private readonly program: string,
        /** Folder of the compose file. */
        private readonly folder: string,
        readonly name: string,
        /** What the compose file is given. */
        private readonly environment: Readonly<Record<string, string>>,
    ) {}

    static async create(folder: string, name: string, environment: Readonly<Record<string, string>>): Promise<Compose> {
        const built = await buildGo(compose, () => undefined);
        return new Compose(path.join(built, "bin", "cmd"), folder, name, environment);
    }

    /** Runs a command of Compose. @returns what it printed on stdout */
    run(...args: string[]): Promise<string> {
        const named = ["--project-directory", this.folder, "--project-name", this.name];
        return run(this.program, [...named, ...args], { env: this.environment, cwd: this.folder });
    }

    /** Runs a command in a service. @returns what it printed on stdout */
    exec(service: string, ...command: string[]): Promise<string> {
        return this.run("exec", "--no-TTY", service, ...command);
    }

    /** Removes all of it, volumes as well. */
    async remove(): Promise<void> {
        await this.run("down", "--volumes", "--timeout", "1");
    }
}

/** Removes the images of a stack, and with them those that they were made of. */
export async function removeImages(stack: string): Promise<void> {
    const filter = ["--filter", `label=hpc-stacks.stack=${stack}`, "--format", "{{.Repository}}:{{.Tag}}"];
    const images = (await run("docker", ["image", "ls", ...filter])).split("\n").filter(Boolean);
    if (images.length > 0) {
        await run("docker", ["image", "rm", "--force", ...images]);
    }
}
