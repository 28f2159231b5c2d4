import { daosCommand } from "../../scripts/stack/daos-command";
import { run } from "../../scripts/toolchain/run";
import type { LiveSite } from "./live-site";

/** Runs `daos` in a site as `npm run daos` does. @throws Failure with what it printed when it fails */
export async function daos(site: LiveSite, ...args: string[]): Promise<string> {
    const [program, all] = await daosCommand(site.options, args, false);
    return run(program, all);
}

/** Runs a command in the container of one of a site's services. @throws Failure with what it printed when it fails */
export function execIn(
    site: LiveSite,
    service: string,
    options: readonly string[],
    ...args: string[]
): Promise<string> {
    return run("docker", ["exec", ...options, site.container(service), ...args]);
}

/** When the container of one of a site's services was started. */
export function startOf(site: LiveSite, service: string): Promise<string> {
    return run("docker", ["inspect", "--format", "{{.State.StartedAt}} {{.RestartCount}}", site.container(service)]);
}
