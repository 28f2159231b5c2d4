import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import * as path from "node:path";
import { tmpdir } from "node:os";

import { MARK } from "../../scripts/ci/preview";
import { project } from "../../scripts/project";
import { buildGo } from "../../scripts/toolchain/go";
import { silent } from "../../scripts/toolchain/progress";
import { run } from "../../scripts/toolchain/run";
import { Checkout } from "../support/checkout";
import { ForgeServer } from "../support/forge-server";
import { siteNames } from "../support/sites";
import { workflow } from "../support/workflows";

/** What runs for a pull request, run here: in a checkout, with a folder in place of the shared state. */
describe("a pull request's pipeline", function () {
    this.timeout("10m");
    const site = `review-${randomBytes(3).toString("hex")}`;
    let checkout: Checkout;
    let server: ForgeServer;
    let state: string;
    let variables: string;

    before(async () => {
        checkout = await Checkout.create();
        server = new ForgeServer();
        state = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
        const api = await server.start();
        const environment = {
            ...workflow("review.yml").jobs["preview"]?.env,
            ...{ GITHUB_API_URL: api, GITHUB_REPOSITORY: "o/r", GITHUB_TOKEN: "t", PULL_REQUEST: "1" },
            GITHUB_STEP_SUMMARY: path.join(state, "summary.md"),
            ...{ PULUMI_BACKEND_URL: `file://${state}`, PULUMI_CONFIG_PASSPHRASE: "shared" },
            // No engine: nothing answers here.
            DOCKER_HOST: "unix:///nonexistent",
        };
        variables = Object.entries(environment)
            .map(([name, value]) => `export ${name}='${value}'; `)
            .join("");
    });
    after(() => {
        server.stop();
        checkout.remove();
        rmSync(state, { recursive: true, force: true });
    });

    const steps = (job: string): string[] => workflow("review.yml").jobs[job]!.steps.flatMap(({ run: it }) => it ?? []);
    const sh = (command: string): Promise<string> => checkout.shell(`${variables}${command}`);

    it("is written as GitHub reads it", async () => {
        const folder = await buildGo({ module: "actionlint" }, silent);
        const files = readdirSync(path.join(project, ".github", "workflows")).map((file) =>
            path.join(project, ".github", "workflows", file),
        );
        assert.equal(await run(path.join(folder, "bin", "actionlint"), ["-shellcheck=", "-pyflakes=", ...files]), "");
    });

    it("begins a new site, and checks it with all others", async () => {
        const given = "--environment openchami --set openchami.domain=ci.example.org";
        await sh(`npm run -s site:new -- ${site} ${given}`);
        await assert.rejects(sh(`npm run -s site:new -- ${site} ${given}`), /exists: change .* or choose another name/);
        assert.ok(steps("check").includes("npm run site:check"));
        const checked = (await sh("npm run -s site:check")).split("\n");
        assert.deepEqual(
            checked,
            [...siteNames, site].sort().map((name) => `✓ ${name}`),
        );
    });

    it("puts one comment on what it would do to every site, without an engine", async () => {
        for (const command of steps("preview")) {
            await sh(command);
        }
        assert.equal(server.comments.length, 1);
        const { body = "" } = server.comments[0] ?? {};
        assert.ok(body.startsWith(MARK));
        for (const name of [...siteNames, site]) {
            assert.match(body, new RegExp(`\\n## Site \`${name}\`\\n\\n### The whole site: \\d+ created`));
        }
        const pictures = body.match(
            /<details><summary>.*<\/summary>\n\n```mermaid\nflowchart TB\n[^`]+```\n\n<\/details>/g,
        );
        assert.equal(pictures?.length, siteNames.length + 1);
        assert.equal(await sh('cat "$GITHUB_STEP_SUMMARY"'), body.trimEnd());
    });

    it("changes the comment, and fails, when a site cannot be brought up", async () => {
        await sh(`sed -i s/ci.example.org/Nowhere/ Pulumi.${site}.yaml`);
        await assert.rejects(sh(`npm run ci:preview -- --output review.md ${site}`), /cannot be brought up: review-/);
        await sh("npm run ci:comment -- review.md");
        assert.equal(server.comments.length, 1);
        assert.match(server.comments[0]?.body ?? "", /openchami\.domain: must be a DNS name in lower case/);
        await assert.rejects(sh("npm run -s site:check"), /openchami\.domain: must be a DNS name/);
    });

    it("leaves no stack behind", async () => {
        assert.equal(await sh(`find ${state} -name '${site}*' -o -name 'dev*.json'`), "");
    });
});
