import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { runPulumi } from "../../../scripts/stack/run";
import { packageFile } from "../../../scripts/project";
import { run } from "../../../scripts/toolchain/run";
import { changesOf } from "../../support/changes";
import { shellBlocks } from "../../support/docs";
import { assertNoDrift } from "../../support/drifted";
import type { LabSite } from "../../support/lab-site";

export function describeStanding(lab: () => LabSite): void {
    describe("that stands", () => {
        it("is all that was declared: pushed, pulled back by digest, served, and reachable as its zones say", async () => {
            assert.deepEqual(await lab().failures(), []);
            const { image } = await lab().outputs();
            assert.match(image, /^registry:5000\/devops-s23\/devops-s23-xy\/somename@sha256:[0-9a-f]{64}$/);
        });

        it("serves the three files, and others' names not at all", async () => {
            const { web } = await lab().outputs();
            for (const file of [1, 2, 3]) {
                const answer = await fetch(`${web}/file${file}.html`);
                assert.match(await answer.text(), new RegExp(`This is file ${file}\\.`));
            }
            assert.equal((await fetch(`${web}/Dockerfile`)).status, 404);
        });

        it("answers the commands of its document", async () => {
            const [block = ""] = shellBlocks("docs/lab.md");
            const commands = block
                .replaceAll("lab-lab-", `${lab().site.options.stack}-lab-`)
                .replaceAll("8080", String(lab().port("web")));
            const said = await run("bash", ["-euo", "pipefail", "-c", commands]);
            assert.match(said, /This is file 1\.[^]*http\.server[^]*healthy[^]*Image is up to date for python:3/);
        });

        it("is not changed by a second update, and found by a refresh as it was declared", async () => {
            await lab().site.up("--expect-no-changes");
            await lab().site.succeed("refresh", "--preview-only", "--expect-no-changes");
        });

        it("has no drift, in its engine either", () => assertNoDrift(lab().site));

        it("is previewed without an engine", async () => {
            const env = { DOCKER_HOST: "unix:///nonexistent/docker.sock" };
            const preview = await runPulumi(["preview", "--json"], { ...lab().site.options, env });
            assert.equal(preview.exitCode, 0, preview.stderr);
            // The address of the site's engine alone is another one.
            assert.deepEqual(changesOf(preview.stdout, "lab"), { updated: ["engine"] });
        });

        it("has neither token nor keys in its state in plain", async () => {
            const { registry, engine } = await lab().outputs();
            const { state, stack } = lab().site.options;
            const file = path.join(state, ".pulumi", "stacks", packageFile.name, `${stack}.json`);
            const text = readFileSync(file, "utf8");
            assert.ok(text.includes("ImagePush"), "the state is another file");
            assert.ok(!text.includes(registry.token));
            assert.ok(!text.includes(JSON.stringify(engine.client.key).slice(1, -1)));
        });

        it("has a web server that stops as soon as it is asked to", async () => {
            const container = (await lab().engine()).getContainer(lab().site.container("webserver"));
            const begin = Date.now();
            await container.stop({ t: 10 });
            const took = Date.now() - begin;
            await container.start();
            assert.ok(took < 5_000, `it took ${took} ms`);
        });
    });
}
