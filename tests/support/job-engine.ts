import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { writeCertificates } from "../../scripts/stack/certificate-folder";
import { enginesIn } from "../../scripts/stack/dead-engines";
import { engineOutputs } from "../../scripts/stack/engines";
import { readSnapshot } from "../../scripts/stack/snapshot";
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

/** What `npm start` does when it finds the engine of a site dead. */
export async function restartEngine(site: LiveSite): Promise<void> {
    const [parts] = enginesIn((await readSnapshot(site.options)) ?? {});
    assert.equal(parts?.container, site.container("engine-dockerd"));
    await site.up("--refresh", ...parts.urns.flatMap((urn) => ["--target", urn]));
    await site.up("--refresh");
}
