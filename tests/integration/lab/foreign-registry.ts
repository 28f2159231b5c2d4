import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { PATHS, registryConfig } from "../../../components/registry/registry-config";
import { run, tryRun } from "../../../scripts/toolchain/run";
import { ask } from "../../../scripts/verify/gateway-client";
import type { LabSite } from "../../support/lab-site";

const HOST = "gitlab.example";
const ADDRESS = `${HOST}:5000`;
const REPOSITORY = "group/project/name";

/** A registry that is no part of the site: in a container of the test's own, with an authority of its own. */
export function describeForeignRegistry(lab: () => LabSite): void {
    describe("pushes to a registry that is not its own", () => {
        let folder: string;
        let ca: string;
        let token: string;
        const name = (): string => `${lab().site.options.stack}-foreign`;
        const network = (): string => `${lab().site.options.stack}-lab-registries`;
        const pushTo = (differing: object) => {
            const target = { address: ADDRESS, user: "student", token, ca, ...differing };
            lab().site.writeWith({ pushTo: target, repository: REPOSITORY });
        };
        const refused = async (words: RegExp): Promise<void> => {
            const { exitCode, stdout } = await lab().site.pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            assert.match(stdout, words);
            assert.ok(!stdout.includes(token), "the token is shown");
        };

        before(async () => {
            folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-foreign-"));
            const registry = lab().site.container("registry");
            token = (await lab().outputs()).registry.token;
            await certificate(folder);
            ca = readFileSync(path.join(folder, "tls.crt"), "utf8");
            writeFileSync(path.join(folder, "config.yml"), registryConfig({ authenticated: true }));
            await run("docker", ["cp", `${registry}:${PATHS.users}`, path.join(folder, "htpasswd")]);
            const image = await run("docker", ["inspect", "--format", "{{.Image}}", registry]);
            await run("docker", ["create", "--name", name(), "--network", network(), "--network-alias", HOST, image]);
            for (const file of ["config.yml", "tls.crt", "tls.key", "htpasswd"]) {
                await run("docker", ["cp", path.join(folder, file), `${name()}:/etc/docker/registry/${file}`]);
            }
            await run("docker", ["start", name()]);
        });
        after(async () => {
            await tryRun("docker", ["rm", "--force", "--volumes", name()]);
            rmSync(folder, { recursive: true, force: true });
        });

        it("not without its authority's certificate, which it names and says where it belongs", async () => {
            pushTo({ ca: undefined });
            await refused(new RegExp(`certs\\.d/${ADDRESS}/ca\\.crt[^]*x509`));
        });

        it("not with a wrong token", async () => {
            pushTo({ token: "wrong" });
            await refused(new RegExp(`${ADDRESS} refuses user "student" \\(status 401`));
        });

        it("with the right one, and what was pushed stays there when the site goes", async () => {
            pushTo({});
            await lab().site.up();
            assert.deepEqual(await lab().failures(), []);
            const { image } = await lab().outputs();
            assert.ok(image.startsWith(`${ADDRESS}/${REPOSITORY}@sha256:`), image);

            // Of a network that somebody is in the engine would not let go.
            await run("docker", ["network", "connect", "bridge", name()]);
            await run("docker", ["network", "disconnect", network(), name()]);
            await lab().site.destroy();
            assert.deepEqual(await lab().site.census(), []);
            const address = await run("docker", [...["inspect", "--format", "{{.NetworkSettings.IPAddress}}", name()]]);
            const authorization = `Basic ${Buffer.from(`student:${token}`).toString("base64")}`;
            const accept = "application/vnd.docker.distribution.manifest.v2+json";
            const manifest = `/v2/${REPOSITORY}/manifests/${image.split("@")[1]}`;
            const foreign = { url: `https://${ADDRESS}`, address, root: ca };
            assert.equal((await ask(foreign, manifest, { headers: { authorization, accept } })).status, 200);
        });
    });
}

/** A certificate that is its own authority, and its key. */
async function certificate(folder: string): Promise<void> {
    await run("openssl", [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"],
        ...["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`],
        ...["-keyout", path.join(folder, "tls.key"), "-out", path.join(folder, "tls.crt")],
    ]);
    // The registry is another user than we are.
    await run("chmod", ["0644", path.join(folder, "tls.key")]);
}
