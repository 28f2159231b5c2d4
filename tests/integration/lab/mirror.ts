import assert from "node:assert/strict";

import type Docker from "dockerode";

import { run } from "../../../scripts/toolchain/run";
import type { LabSite } from "../../support/lab-site";

export function describeMirror(lab: () => LabSite): void {
    describe("has a mirror that", () => {
        /** Two images in the hub, of which the engine has neither. */
        const [PULLED, OTHER] = ["mirrored", "never-asked-for"];
        const hub = (name: string): string => `127.0.0.1:${lab().port("hub")}/library/${name}:1`;
        const mirrorLog = () => run("sh", ["-c", 'docker logs "$1" 2>&1', "sh", lab().site.container("mirror")]);

        before(async () => {
            for (const name of [PULLED, OTHER]) {
                const label = `LABEL hpc-stacks.stack=${lab().site.options.stack}`;
                const layer = `tar --create --file - --directory "$3" . | docker import --change "$1" - "$2"`;
                await run("sh", ["-c", layer, "sh", label, hub(name), lab().folder]);
                await run("docker", ["push", "--quiet", hub(name)]);
                await run("docker", ["image", "rm", hub(name)]);
            }
        });
        after(() => run("docker", ["start", lab().site.container("hub")]));

        it("gets from the hub what the engine asks for", async () => {
            await pull(await lab().engine(), `${PULLED}:1`);
            assert.match(await mirrorLog(), new RegExp(`GET /v2/library/${PULLED}/`));
        });

        it("still serves it when the hub is gone, and nothing that it has not seen", async () => {
            await run("docker", ["stop", lab().site.container("hub")]);
            const engine = await lab().engine();
            await engine.getImage(`${PULLED}:1`).remove();
            await pull(engine, `${PULLED}:1`);
            await engine.getImage(`${PULLED}:1`).remove();
            await assert.rejects(pull(engine, `${OTHER}:1`));
        });

        it("is not asked for images of other registries than Docker Hub", async () => {
            await assert.rejects(pull(await lab().engine(), "quay.invalid/coreos/etcd:latest"), /quay\.invalid/);
            assert.doesNotMatch(await mirrorLog(), /coreos/);
        });
    });
}

async function pull(engine: Docker, reference: string): Promise<void> {
    const answer = await engine.pull(reference);
    await new Promise<void>((resolve, reject) => {
        engine.modem.followProgress(answer, (error: Error | null) => (error ? reject(error) : resolve()));
    });
}
