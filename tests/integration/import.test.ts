import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as path from "node:path";

import { project } from "../../scripts/project";
import type { Report } from "../../scripts/review/report";
import { buildImages } from "../../scripts/toolchain/catalogue-images";
import { run } from "../../scripts/toolchain/run";
import { type GatewayAddress, ask } from "../../scripts/verify/gateway-client";
import { census } from "../support/census";
import { Checkout } from "../support/checkout";
import { Compose, removeImages } from "../support/compose";
import { shellBlocks } from "../support/docs";
import { freePort } from "../support/live-site";

const FIXTURE = path.join(project, "tests", "fixtures", "quickstart");
const DOMAIN = "demo.openchami.cluster";
const CLIENT = { id: "site-tool", secret: "of-the-compose-project" };
const NODE = "x3000c0s7b0n0";

/** From a compose project with data to a site with the same data, by the commands of docs/import.md. */
describe("a compose project", function () {
    this.timeout("20m");
    const site = `test-${randomBytes(3).toString("hex")}`;
    const old = `${site}-compose`;
    let checkout: Checkout;
    let compose: Compose;
    let gateway: GatewayAddress;
    let token: string;
    let dryRun: string, first: string, copy: string;

    const sh = (command: string): Promise<string> =>
        checkout.shell(
            command
                .trim()
                .replaceAll("--project quickstart", `--project ${old}`)
                .replaceAll("--stack north", `--stack ${site}`),
        );
    const volumes = async (...filter: string[]): Promise<string[]> => {
        const list = await run("docker", ["volume", "ls", "--quiet", "--filter", ...filter]);
        return list.split("\n").filter(Boolean).sort();
    };
    const running = async (): Promise<string[]> =>
        (await compose.run("ps", "--services", "--status", "running")).split("\n").filter(Boolean).sort();
    /** A token of a client that was registered before the import, asked for inside hydra's container. */
    const tokenIn = async (hydra: string): Promise<string> => {
        const curl = ["curl", "-fs", "-u", `${CLIENT.id}:${CLIENT.secret}`, "-d", "grant_type=client_credentials"];
        const answer = await run("docker", ["exec", hydra, ...curl, "http://127.0.0.1:4444/oauth2/token"]);
        return (JSON.parse(answer) as { access_token: string }).access_token;
    };
    const nodeStatus = async (bearer?: string): Promise<number> => {
        const asked = bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } };
        return (await ask(gateway, `/hsm/v2/State/Components/${NODE}`, asked)).status;
    };

    before(async () => {
        [dryRun = "", first = "", copy = ""] = shellBlocks("docs/import.md");
        const port = await freePort();
        checkout = await Checkout.create();
        await buildImages(["postgres", "hydra", "smd", "bss", "step-ca", "haproxy"], old, site);
        compose = await Compose.create(FIXTURE, old, {
            IMAGES: old,
            PASSWORD: randomBytes(12).toString("hex"),
            HYDRA_SYSTEM_SECRET: randomBytes(16).toString("hex"),
            DOMAIN,
            PORT: String(port),
        });
        await compose.run("up", "--detach", "--wait");
        const client = ["--grant-type", "client_credentials", "--token-endpoint-auth-method", "client_secret_basic"];
        const admin = ["--endpoint", "http://127.0.0.1:4445", "--id", CLIENT.id, "--secret", CLIENT.secret];
        await compose.exec("hydra", "hydra", "create", "oauth2-client", ...admin, ...client);
        const root = await compose.exec("step-ca", "cat", "/root_ca/root_ca.crt");
        gateway = { url: `https://${DOMAIN}:${port}`, address: "127.0.0.1", root };
        token = await tokenIn(`${old}-hydra-1`);
        const { status } = await ask(gateway, "/hsm/v2/State/Components", {
            method: "POST",
            headers: { authorization: `Bearer ${token}` },
            body: JSON.stringify({ Components: [{ ID: NODE, State: "Ready" }] }),
        });
        assert.equal(status, 204);
        assert.equal(await nodeStatus(token), 200);
    });
    after(async () => {
        await sh("npm run -s destroy -- --stack north").catch(() => undefined);
        await compose.remove().catch(() => undefined);
        await removeImages(site);
        for (const [kind = "", name = ""] of (await census(site)).map((entry) => entry.split(" "))) {
            await run("docker", [kind, "rm", ...(kind === "network" ? [] : ["--force"]), name]);
        }
        checkout.remove();
    });

    it("is looked at, and nothing is written", async () => {
        const said = await sh(dryRun);
        assert.match(said, /postgres-data +→ +postgres-data, its databases copied/);
        assert.match(said, new RegExp(`would be:[^]*domain: ${DOMAIN}[^]*authority: Quickstart[^]*listen: 127.0.0.1`));
        assert.equal(await checkout.shell("git status --porcelain --ignored=no -- 'Pulumi.*'"), "");
        assert.deepEqual(await volumes(`label=hpc-stacks.stack=${site}`), []);
    });

    it("is named among those there are, when its name is mistaken", async () => {
        await assert.rejects(
            sh("npm run -s import -- --project quickstar --stack north"),
            new RegExp(`no compose project "quickstar" on the engine: give one of .*${old}`),
        );
    });

    it("goes on working while only the file is written", async () => {
        const before = await running();
        assert.match(await sh(first), /is written[^]*Nothing is copied now, as these run/);
        assert.deepEqual(await running(), before);
        assert.equal(await nodeStatus(token), 200);
    });

    it("is copied while it stands still, and no volume of the site is made anew or lost after it", async () => {
        const said = await sh(copy);
        for (const piece of [
            "the certificate authority",
            "hydra's system secret",
            "database hmsds",
            "database bssdb",
        ]) {
            assert.ok(said.includes(`Copied ${piece} to volume ${site}-openchami-`), piece);
        }
        assert.deepEqual(await running(), []);
        const report = JSON.parse(await sh("npm run -s report -- --stack north --json")) as Report;
        assert.deepEqual([report.lost, report.fates, report.problems], [[], [], []]);
        const touched = report.environments.flatMap(({ created, updated, replaced, deleted }) => [
            ...created.filter(({ kind }) => kind === "volume"),
            ...updated,
            ...replaced,
            ...deleted,
        ]);
        assert.deepEqual(touched, []);
    });

    it("is not copied twice", async () => {
        assert.match(await sh(copy), /All data of .* was copied before: nothing is left to copy/);
    });

    it("is refused when its services have gone on writing since", async () => {
        await compose.run("start", "postgres");
        await compose.run("start", "step-ca");
        await assert.rejects(sh(copy), /was copied to site .* before, and these run again.*step-ca-1/);
    });

    it("lives on in the site: clients' trust, nodes, tokens and clients", async () => {
        await compose.run("down");
        await sh("npm start -- --stack north");
        // Verified against the root that clients had before.
        assert.equal(await nodeStatus(token), 200);
        assert.equal(await nodeStatus(), 401);
        assert.equal(await nodeStatus(await tokenIn(`${site}-openchami-hydra`)), 200);
    });

    it("keeps its data twice when the site is destroyed: as it was, and as the site has it", async () => {
        await sh("npm run -s destroy -- --stack north");
        assert.deepEqual(
            await volumes(`label=hpc-stacks.stack=${site}`),
            ["hydra-secret", "postgres-data", "step-home", "step-root-ca"].map((name) => `${site}-openchami-${name}`),
        );
        assert.deepEqual(
            await volumes(`label=com.docker.compose.project=${old}`),
            ["haproxy-certs", "postgres-data", "step-ca-db", "step-ca-home", "step-root-ca"].map(
                (name) => `${old}_${name}`,
            ),
        );
    });
});
