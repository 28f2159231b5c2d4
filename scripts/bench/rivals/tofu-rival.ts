import { linkSync, copyFileSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { run } from "../../toolchain/run";
import type { Recorded } from "../recorded";
import type { Operation } from "../results";
import { type ProviderPin, tofuFile } from "../tofu-file";
import type { Command, Rival } from "./rival";

/** What the provider is called in the mirror that it is found in. */
const SOURCE = "bench.invalid/kreuzwerker/docker";

export interface TofuTools {
    /** Program of OpenTofu, or of Terraform. */
    readonly program: string;
    /** Program of the Docker provider, and its version as `1.2.3`. */
    readonly provider: string;
    readonly providerVersion: string;
}

/** OpenTofu, with the provider that our docker plugin is made of. */
export class TofuRival implements Rival {
    readonly name = "opentofu";

    private constructor(
        private readonly tools: TofuTools,
        private readonly folder: string,
        private readonly recorded: Recorded,
        private readonly engine: string,
    ) {}

    /** @param engine Address of the engine. */
    static async create(tools: TofuTools, folder: string, recorded: Recorded, engine: string): Promise<TofuRival> {
        const rival = new TofuRival(tools, folder, recorded, engine);
        rival.writeMirror();
        rival.writeMain("first");
        await run(tools.program, ["init", "-input=false", "-no-color"], { cwd: folder, env: rival.environment() });
        return rival;
    }

    prepare(operation: Operation): Promise<Command> {
        if (operation === "up" || operation === "change") {
            this.writeMain(operation === "up" ? "first" : "changed");
        }
        // Exit code 2 says that there are changes.
        const plan = ["plan", "-detailed-exitcode", "-input=false", "-no-color"];
        const apply = ["apply", "-auto-approve", "-input=false", "-no-color"];
        const args = {
            up: apply,
            preview: [...plan, "-refresh=false"],
            refresh: plan,
            change: apply,
            destroy: ["destroy", "-auto-approve", "-input=false", "-no-color"],
        }[operation];
        return Promise.resolve({ program: this.tools.program, args, cwd: this.folder, env: this.environment() });
    }

    stateSize(): number {
        return statSync(path.join(this.folder, "terraform.tfstate")).size;
    }

    private environment(): Record<string, string> {
        return {
            TF_CLI_CONFIG_FILE: path.join(this.folder, "cli.tfrc"),
            CHECKPOINT_DISABLE: "1",
            TF_IN_AUTOMATION: "1",
        };
    }

    private pin(): ProviderPin {
        return { source: SOURCE, version: this.tools.providerVersion };
    }

    private writeMain(which: keyof Recorded): void {
        const file = tofuFile(this.recorded[which], this.pin(), this.engine);
        writeFileSync(path.join(this.folder, "main.tf.json"), JSON.stringify(file, undefined, 2));
    }

    /** A registry's mirror with the one provider, so that `init` asks no registry. */
    private writeMirror(): void {
        const { provider, providerVersion } = this.tools;
        const mirror = path.join(this.folder, "mirror");
        const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
        const place = path.join(mirror, SOURCE, providerVersion, platform);
        mkdirSync(place, { recursive: true });
        linkOrCopy(provider, path.join(place, `terraform-provider-docker_v${providerVersion}`));
        writeFileSync(
            path.join(this.folder, "cli.tfrc"),
            `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
        );
    }
}

/** A link where both are on one disk. */
function linkOrCopy(source: string, target: string): void {
    try {
        linkSync(source, target);
    } catch {
        copyFileSync(source, target);
    }
}
