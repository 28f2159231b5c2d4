import { randomBytes, randomInt } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as net from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { stringify } from "yaml";

import { createStack } from "../../scripts/stack/init";
import { type PulumiResult, type StackOptions, runPulumi, startPulumi } from "../../scripts/stack/run";
import { run } from "../../scripts/toolchain/run";
import { Census } from "./census";
import { type Changes, changesOf } from "./changes";
import { end, killPulumi } from "./killed-pulumi";

/** What the stack file of a site says, keys without the namespace. */
export type SiteConfig = Readonly<Record<string, unknown>>;

/** A site of the tests' own on the real engine: a stack, a state and a stack file that no other run knows. */
export class LiveSite {
    /** Plugins of CLIs that were killed. */
    private readonly plugins: number[] = [];

    private constructor(
        readonly options: StackOptions & { readonly file: string; readonly state: string },
        private readonly folder: string,
        /** The environment that it is about. */
        readonly environment: string,
        /** What the site was created with. */
        readonly config: SiteConfig,
        private readonly belongings: Census,
    ) {}

    /** A site of one environment that is not up yet. Its data goes with it unless `rest` says otherwise. */
    static async create(environment: string, section: object, rest: SiteConfig = {}): Promise<LiveSite> {
        const stack = `test-${randomBytes(3).toString("hex")}`;
        const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
        const site = new LiveSite(
            { stack, file: path.join(folder, `Pulumi.${stack}.yaml`), state: path.join(folder, "state") },
            folder,
            environment,
            { environments: [environment], volumes: "delete", ...rest, [environment]: section },
            await Census.begin(stack),
        );
        site.write(site.config);
        await createStack(site.options);
        return site;
    }

    /** Makes the stack file say something else. */
    write(config: SiteConfig): void {
        const keys = Object.entries(config).map(([key, value]) => [`hpc-stacks:${key}`, value] as const);
        writeFileSync(this.options.file, stringify({ config: Object.fromEntries(keys) }));
    }

    /** Makes the stack file differ from what the site was created with. */
    writeWith(section: Record<string, unknown>, rest: Record<string, unknown> = {}): void {
        const created = this.config[this.environment] as object;
        this.write({ ...this.config, ...rest, [this.environment]: { ...created, ...section } });
    }

    /** Makes the stack file say again what the site was created with. */
    reset(): void {
        this.write(this.config);
    }

    /** Runs a command of Pulumi; any exit code is a result. */
    async pulumi(...args: string[]): Promise<PulumiResult> {
        if (["up", "destroy"].includes(args[0] ?? "")) {
            await this.belongings.note();
        }
        return runPulumi(args, this.options);
    }

    /** Runs a command of Pulumi. @throws Error with what it printed when it fails. */
    async succeed(...args: string[]): Promise<PulumiResult> {
        const result = await this.pulumi(...args);
        if (result.exitCode !== 0) {
            throw new Error(
                `pulumi ${args.join(" ")} failed with ${result.exitCode}:\n${result.stdout}\n${result.stderr}`,
            );
        }
        return result;
    }

    async up(...args: string[]): Promise<void> {
        await this.succeed("up", "--yes", "--skip-preview", ...args);
    }

    /** Starts a command of Pulumi and kills it as soon as it prints something. */
    async kill(when: RegExp, ...args: string[]): Promise<void> {
        const { pulumi } = await startPulumi(args, this.options);
        const killed = new Promise<readonly number[]>((resolve, reject) => {
            const look = (text: Buffer): void => {
                if (when.test(text.toString())) {
                    pulumi.stdout.off("data", look);
                    killPulumi(pulumi.pid!).then(resolve, reject);
                }
            };
            pulumi.stdout.on("data", look);
        });
        const { signal, stdout } = await pulumi;
        if (signal !== "SIGKILL") {
            throw new Error(`pulumi ${args.join(" ")} ended before it printed ${String(when)}:\n${stdout}`);
        }
        this.plugins.push(...(await killed));
    }

    /**
     * Starts a command of Pulumi and kills it after so many milliseconds.
     * @returns whether it was still at work
     */
    async killAfter(delay: number, ...args: string[]): Promise<boolean> {
        const { pulumi } = await startPulumi(args, this.options);
        await Promise.race([sleep(delay), pulumi]);
        const atWork = pulumi.exitCode === null;
        if (atWork) {
            this.plugins.push(...(await killPulumi(pulumi.pid!)));
        }
        await pulumi;
        return atWork;
    }

    /** What an update would change. */
    async preview(...args: string[]): Promise<Changes> {
        const { stdout } = await this.succeed("preview", "--json", ...args);
        return changesOf(stdout, this.environment);
    }

    /** Name of the container of one of the environment's services. */
    container(service: string): string {
        return `${this.options.stack}-${this.environment}-${service}`;
    }

    /** Names of everything on the engine that is the stack's, be it labelled or not. */
    census(): Promise<string[]> {
        return this.belongings.entries();
    }

    async destroy(): Promise<void> {
        await this.succeed("destroy", "--yes", "--skip-preview");
    }

    /** Removes whatever is left of the site, also after a test that failed half-way. */
    async remove(): Promise<void> {
        end(this.plugins);
        await this.pulumi("cancel", "--yes");
        await this.pulumi("destroy", "--yes", "--skip-preview", "--continue-on-error");
        for (const [kind, name] of (await this.census()).map((entry) => entry.split(" "))) {
            const force = ["container", "image", "volume"].includes(kind ?? "") ? ["--force"] : [];
            const unnamed = kind === "container" ? ["--volumes"] : [];
            await run("docker", [kind ?? "", "rm", ...force, ...unnamed, name ?? ""]);
        }
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** Below the ports that the system gives to whoever connects to anywhere, which may be taken at any moment. */
const PORTS = { first: 20_000, last: 32_000 };

/** A port of this machine that nobody listens on, and that nobody is given by chance until it is used. */
export function freePort(): Promise<number> {
    const port = randomInt(PORTS.first, PORTS.last);
    return new Promise((resolve, reject) => {
        const server = net.createServer();
        server.once("error", (error: NodeJS.ErrnoException) =>
            error.code === "EADDRINUSE" ? resolve(freePort()) : reject(error),
        );
        server.listen(port, () => server.close(() => resolve(port)));
    });
}
