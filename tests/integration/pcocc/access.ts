import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

import { project } from "../../../scripts/project";
import { engineOutputs } from "../../../scripts/stack/engines";
import { cacheFolder } from "../../../scripts/toolchain/cache";
import { run } from "../../../scripts/toolchain/run";
import { knock, knockInPlain } from "../../../scripts/verify/engine-access";
import { shellBlocks } from "../../support/docs";
import type { LiveSite } from "../../support/live-site";

export function describeEngineAccess(site: () => LiveSite): void {
    describe("lets in whom it should", () => {
        let folder: string;
        before(() => {
            folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
        });
        after(() => rmSync(folder, { recursive: true }));

        it("its client, and nobody without a certificate or without TLS", async () => {
            const { env, client } = await engineOutputs(site().options);
            assert.equal(await knock(env["DOCKER_HOST"]!, client!), "OK");
            assert.equal(await knock(env["DOCKER_HOST"]!, { ca: client!.ca }), "refused");
            assert.equal(await knockInPlain(env["DOCKER_HOST"]!), 400);
        });

        it("the plain Docker client, by the commands of docs/pcocc.md", async () => {
            const { stack, state } = site().options;
            const [use = ""] = shellBlocks("docs/pcocc.md");
            assert.match(use, /engine:env[\s\S]*docker run/);
            const said = await run(
                "bash",
                ["-euo", "pipefail", "-c", use.replaceAll("--stack pcocc", `--stack ${stack}`)],
                {
                    cwd: project,
                    env: {
                        HOME: folder,
                        HPC_STACKS_CACHE: cacheFolder(),
                        PULUMI_BACKEND_URL: pathToFileURL(state).href,
                        PULUMI_CONFIG_PASSPHRASE_FILE: path.join(state, "passphrase"),
                    },
                },
            );
            assert.match(said, /^Hello Pcocc$/m);
            assert.match(said, /^busybox +latest/m);
            const [job = ""] = readdirSync(path.join(folder, ".pcocc"));
            assert.match(job, /^job_\d{7}$/);
            assert.equal(
                statSync(path.join(folder, ".pcocc", job, "vmcerts", "client", "key.pem")).mode & 0o777,
                0o600,
            );
        });

        it("nobody with a certificate of somebody else", async () => {
            const { env, client } = await engineOutputs(site().options);
            const files = ["-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=pcocc-engine-certificates-client"];
            const kind = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "1"];
            await run("openssl", ["req", ...kind, ...files], { cwd: folder });
            const [cert, key] = ["cert.pem", "key.pem"].map((file) => readFileSync(path.join(folder, file), "utf8"));
            assert.equal(await knock(env["DOCKER_HOST"]!, { ca: client!.ca, cert, key }), "refused");
        });

        it("nobody with an old certificate once it was rotated", async () => {
            const old = await engineOutputs(site().options);
            site().writeWith({ rotation: { certificates: 1 } });
            await site().up();
            const { env, client } = await engineOutputs(site().options);
            assert.equal(await knock(env["DOCKER_HOST"]!, client!), "OK");
            assert.equal(await knock(env["DOCKER_HOST"]!, { ...old.client, ca: client!.ca }), "refused");
            await site().up("--expect-no-changes");
        });
    });
}
