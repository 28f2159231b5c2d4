import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { writeCertificates } from "../../scripts/stack/certificate-folder";
import { engineOutputs } from "../../scripts/stack/engines";
import { run } from "../../scripts/toolchain/run";
import type { LiveSite } from "./live-site";

/** Runs the plain Docker client in the environment that `engine:env` gives, on the engine that a site allocated. */
export async function dockerIn(site: LiveSite, ...args: string[]): Promise<string> {
    const engine = await engineOutputs(site.options);
    const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    try {
        writeCertificates(folder, engine.client!);
        return await run("docker", args, { env: { ...engine.env, DOCKER_CERT_PATH: folder } });
    } finally {
        rmSync(folder, { recursive: true });
    }
}
