import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { parse, stringify } from "yaml";

import { PATHS, REGISTRY_PORT, registryConfig } from "../../../components/registry/registry-config";
import { project } from "../../../scripts/project";
import { storletsOutputs } from "../../../scripts/stack/outputs";
import { run, tryRun } from "../../../scripts/toolchain/run";
import { eventually } from "../../support/eventually";
import { type LiveSite, freePort } from "../../support/live-site";
import { RUNTIME_BASE } from "../../support/storlets-site";

const REPOSITORY = "0123456789abcdef";

/** The registry that the storlet nodes pull from, in a container of the test's own. */
export function describeNodes(site: () => LiveSite): void {
    describe("whose image the nodes pull from a registry", () => {
        const name = (): string => `${site().options.stack}-nodes`;
        let port: number;

        before(async () => {
            const config = parse(registryConfig({ authenticated: false })) as Record<string, unknown>;
            const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-nodes-"));
            writeFileSync(
                path.join(folder, "config.yml"),
                stringify({ ...config, http: { addr: `:${REGISTRY_PORT}` } }),
            );
            port = await freePort();
            await run("docker", ["build", "--quiet", "--tag", name(), "--build-arg", `BASE=${RUNTIME_BASE}`, "."], {
                cwd: path.join(project, "images", "registry"),
                env: { DOCKER_BUILDKIT: "0" },
            });
            const publish = `127.0.0.1:${port}:${REGISTRY_PORT}`;
            await run("docker", ["create", "--name", name(), "--publish", publish, name()]);
            await run("docker", ["cp", path.join(folder, "config.yml"), `${name()}:${PATHS.config}`]);
            await run("docker", ["start", name()]);
            rmSync(folder, { recursive: true });
            await eventually(30_000, () => fetch(`http://127.0.0.1:${port}/v2/`));
        });
        after(async () => {
            await tryRun("docker", ["rm", "--force", "--volumes", name()]);
            await tryRun("docker", ["image", "rm", name()]);
        });

        it("is pushed there once it was tried, and found by the digest that is told", async () => {
            site().writeWith({ push: { registry: `127.0.0.1:${port}`, repository: REPOSITORY } });
            await site().up();
            const { pushed = "" } = await storletsOutputs(site().options);
            const [place, digest = ""] = pushed.split("@");
            assert.equal(place, `127.0.0.1:${port}/${REPOSITORY}`);
            const answer = await fetch(`http://127.0.0.1:${port}/v2/${REPOSITORY}/manifests/${digest}`, {
                headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
            });
            assert.equal(answer.status, 200);
            const manifest = (await answer.json()) as { config: { digest: string } };
            const tried = await run("docker", ["inspect", "--format", "{{.Image}}", site().container("image-trial")]);
            assert.equal(manifest.config.digest, tried);
            assert.equal(await run("docker", ["image", "ls", "--quiet", place]), "");
            await site().up("--expect-no-changes");
        });

        it("stays there when the site pushes it no longer", async () => {
            site().reset();
            await site().up();
            assert.equal((await storletsOutputs(site().options)).pushed, undefined);
            const answer = await fetch(`http://127.0.0.1:${port}/v2/${REPOSITORY}/tags/list`);
            assert.deepEqual(await answer.json(), { name: REPOSITORY, tags: ["latest"] });
        });
    });
}
