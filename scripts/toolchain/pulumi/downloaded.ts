import * as path from "node:path";

import { pinnedVersion, project } from "../../project";
import { cached, findEntry } from "../cache";
import type { Report } from "../progress";
import { run } from "../run";
import { installPlugins } from "./on-path";
import { type PulumiTools, plugins } from "./tools";

const version = pinnedVersion("@pulumi/pulumi");
const entry = { name: "pulumi-official", key: [version, JSON.stringify(plugins)] };

/** The official CLI and plugins, downloaded before. */
export function findDownloaded(): Promise<PulumiTools | undefined> {
    const folder = findEntry(entry);
    return Promise.resolve(folder === undefined ? undefined : toolsIn(folder));
}

/** Downloads the official CLI, in the version of the SDK, and the plugins; undefined where that is not possible. */
export async function download(report: Report): Promise<PulumiTools | undefined> {
    const folder = cached(entry, report, async (aside, log) => {
        report("asking for the official download");
        // In a process of its own, so that it can be stopped: where packets are dropped it would wait for minutes.
        await run(process.execPath, ["-e", installer, aside, version], { cwd: project, log, timeout: 180_000 });
        if (!(await installPlugins(toolsIn(aside)))) {
            throw new Error("the CLI can be downloaded, but not its plugins");
        }
    });
    return folder.then(toolsIn, () => undefined);
}

/** Program that is given a folder and a version. */
const installer = `
    const { PulumiCommand } = require("@pulumi/pulumi/automation");
    const [root, version] = process.argv.slice(1);
    PulumiCommand.install({ root, version: new (require("semver").SemVer)(version) });
`;

function toolsIn(folder: string): PulumiTools {
    return { origin: "official download", version, bin: path.join(folder, "bin"), home: path.join(folder, "home") };
}
