import {
    copyFileSync,
    existsSync,
    linkSync,
    mkdirSync,
    readFileSync,
    readdirSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import * as path from "node:path";

import { project } from "../../project";
import { cached, findEntry } from "../cache";
import { type GoModule, buildGo, findGo, requiredVersion } from "../go";
import type { Report } from "../progress";
import { run } from "../run";
import { type PulumiTools, plugins, toolsEnvironment } from "./tools";

const cliVersion = requiredVersion("pulumi", "github.com/pulumi/pulumi/pkg/v3");

/** Go package with a variable for the version of each plugin. */
const pluginPackage = "hpc-stacks/toolchain/pulumi-plugins/internal/plugin";

/**
 * Go modules of the parts. The plugins come first: they and the CLI share most packages, and while they are compiled
 * everything else is downloaded.
 */
export const pulumiModules: readonly GoModule[] = [
    {
        module: "pulumi-plugins",
        packages: "./cmd/...",
        variables: Object.fromEntries(
            plugins.map(({ name, version }) => [`${pluginPackage}.${capitalised(name)}`, version]),
        ),
    },
    { module: "pulumi", variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": cliVersion } },
    { module: "pulumi-language-nodejs" },
];

/** The plugin of dynamic resources: a script of the SDK, which the official CLI has beside itself as well. */
const dynamicPlugin = path.join(project, "node_modules", "@pulumi", "pulumi", "pulumi-resource-pulumi-nodejs");

/** Stands where Pulumi would make a folder of logs: half a gigabyte in time, and half a second of every preview. */
const NO_LOGS = "Pulumi keeps no logs of its runs here, because this is a file and not a folder.\n";

/** Pulumi from Go modules, built before. */
export async function findBuilt(): Promise<PulumiTools | undefined> {
    const parts = await Promise.all(pulumiModules.map(findGo));
    const folder = parts.every((part) => part !== undefined) ? findEntry(entryOf(parts)) : undefined;
    return folder !== undefined && isWhole(folder) ? toolsIn(folder) : undefined;
}

/** Pulumi from Go modules, built now: where no binary can be downloaded, package registries still have the source. */
export async function build(report: (part: string) => Report): Promise<PulumiTools> {
    const parts = await Promise.all(pulumiModules.map((module) => buildGo(module, report(module.module))));
    const damaged = findEntry(entryOf(parts));
    if (damaged !== undefined && !isWhole(damaged)) {
        report("pulumi")("a plugin is missing: putting all together anew");
        rmSync(damaged, { recursive: true, force: true });
    }
    const folder = await cached(entryOf(parts), report("pulumi"), async (aside, log) => {
        mkdirSync(path.join(aside, "bin"));
        for (const part of parts.slice(1)) {
            linkAll(path.join(part, "bin"), path.join(aside, "bin"));
        }
        copyFileSync(dynamicPlugin, path.join(aside, "bin", path.basename(dynamicPlugin)));
        mkdirSync(path.join(aside, "home"));
        writeFileSync(path.join(aside, "home", "logs"), NO_LOGS);
        const env = toolsEnvironment(toolsIn(aside));
        for (const { name, version } of plugins) {
            const file = path.join(parts[0]!, "bin", `pulumi-resource-${name}`);
            const args = ["plugin", "install", "resource", name, version, "--file", file];
            await run(path.join(aside, "bin", "pulumi"), args, { env, log });
        }
    });
    return toolsIn(folder);
}

function entryOf(parts: readonly string[]) {
    const key = [...parts.map((part) => path.basename(part)), readFileSync(dynamicPlugin, "utf8"), NO_LOGS];
    return { name: "pulumi-home", key };
}

/** Whether no plugin was removed since, by hand or by `pulumi plugin rm`. */
function isWhole(folder: string): boolean {
    return plugins.every(({ name, version }) =>
        existsSync(path.join(folder, "home", "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`)),
    );
}

function toolsIn(folder: string): PulumiTools {
    const version = cliVersion.slice(1);
    return { origin: "Go modules", version, bin: path.join(folder, "bin"), home: path.join(folder, "home") };
}

function linkAll(source: string, target: string): void {
    readdirSync(source).forEach((file) => linkSync(path.join(source, file), path.join(target, file)));
}

function capitalised(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}
