import * as os from "node:os";

import { pinnedVersion } from "../project";
import { run } from "../toolchain/run";

/** What it ran on, by what it is called. */
export async function machine(): Promise<Record<string, string>> {
    const [processor] = os.cpus();
    const driver = await run("docker", ["info", "--format", "{{.Driver}}, cgroup v{{.CgroupVersion}}"]);
    return {
        Processor: `${os.cpus().length} cores${processor === undefined ? "" : `, ${processor.model.trim()}`}`,
        Memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
        System: `${os.type()} ${os.release()}`,
        "Storage of the engine": driver.trim(),
    };
}

/** Versions of what all of them use, and of ours. */
export async function commonVersions(pulumi: string): Promise<Record<string, string>> {
    return {
        "Docker engine": (await run("docker", ["version", "--format", "{{.Server.Version}}"])).trim(),
        "Pulumi CLI": pulumi,
        "Pulumi SDK": pinnedVersion("@pulumi/pulumi"),
        "Node.js": process.versions.node,
    };
}
