import * as path from "node:path";

import * as semver from "semver";

import { project } from "../../project";
import { run, tryRun } from "../run";
import { type PulumiTools, cliRange, plugins, toolsEnvironment } from "./tools";

/** Folder of our own `pulumi`, which `npm run env` puts on PATH: not one to be found there. */
export const wrapperFolder = path.join(project, "scripts", "bin");

/** The user's Pulumi, if its version fits and it has all plugins. */
export async function findOnPath(): Promise<PulumiTools | undefined> {
    const tools = await cliOnPath();
    return tools !== undefined && (await missingPlugins(tools)).length === 0 ? tools : undefined;
}

/** The user's Pulumi, if its version fits, with the plugins that it lacks installed. */
export async function completeOnPath(): Promise<PulumiTools | undefined> {
    const tools = await cliOnPath();
    return tools !== undefined && (await installPlugins(tools)) ? tools : undefined;
}

/** Installs the plugins that a CLI lacks from their official place; whether it has them all now. */
export async function installPlugins(tools: PulumiTools): Promise<boolean> {
    for (const { name, version } of await missingPlugins(tools)) {
        const args = ["plugin", "install", "resource", name, version];
        if ((await tryRun("pulumi", args, { env: toolsEnvironment(tools), timeout: 120_000 })) === undefined) {
            return false;
        }
    }
    return true;
}

async function cliOnPath(): Promise<PulumiTools | undefined> {
    process.env.PATH = withoutWrapper(process.env.PATH ?? "");
    const version = (await tryRun("pulumi", ["version"], { env: { PULUMI_SKIP_UPDATE_CHECK: "true" } }))?.trim();
    return version !== undefined && semver.satisfies(version, cliRange) ? { origin: "PATH", version } : undefined;
}

async function missingPlugins(tools: PulumiTools): Promise<{ name: string; version: string }[]> {
    const list = await run("pulumi", ["plugin", "ls", "--json"], { env: toolsEnvironment(tools) });
    const present = JSON.parse(list) as { name: string; version?: string }[];
    return plugins.filter(({ name, version }) => !present.some((it) => it.name === name && it.version === version));
}

function withoutWrapper(searchPath: string): string {
    return searchPath
        .split(":")
        .filter((folder) => folder !== wrapperFolder)
        .join(":");
}
