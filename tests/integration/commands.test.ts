import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

import type { Topology } from "../../scripts/topology/topology";
import { Checkout } from "../support/checkout";
import { shellBlocks } from "../support/docs";
import { freePort } from "../support/live-site";

/** The commands of README and docs, as a user types them in a checkout, but for the names of site and port. */
describe("the commands of the docs", function () {
    this.timeout("10m");
    const site = `test-${randomBytes(3).toString("hex")}`;
    let port: number;
    let checkout: Checkout;

    const named = (command: string): string =>
        command
            .replaceAll("--stack dev", `--stack ${site}`)
            .replaceAll("dev-openchami-", `${site}-openchami-`)
            .replaceAll("8443", String(port))
            .replaceAll("/tmp/", `${checkout.folder}/.state/`)
            .replace(/npm (?:start|run (?:-s )?(?:verify|token|destroy))(?! --)/g, `$& -- --stack ${site}`);
    const quiet = (command: string): Promise<string> => sh(command.replace("npm run", "npm run -s"));
    const sh = (command: string): Promise<string> => checkout.shell(named(command));

    before(async () => {
        checkout = await Checkout.create();
        port = await freePort();
        const file = (await checkout.shell("cat Pulumi.dev.yaml")).replace("8443", String(port));
        await checkout.commit(`Pulumi.${site}.yaml`, `${file}\n`);
    });
    after(async () => {
        await sh("npm run -s destroy").catch(() => undefined);
        checkout.remove();
    });

    it("bring a site up and say what to do with it", async () => {
        const said = await sh("npm start");
        assert.match(said, new RegExp(`OpenCHAMI is at https://demo\\.openchami\\.cluster:${port}`));
        assert.match(said, /npm run -s token/);
        assert.match(said, /in all/);
    });

    it("get an answer with a token, as docs/openchami.md says", async () => {
        const [use = ""] = shellBlocks("docs/openchami.md");
        assert.match(use, /curl/);
        // What bss says when there are none.
        assert.equal(JSON.parse(await sh(use)), null);
    });

    it("work on a site by plain pulumi", async () => {
        const said = await sh('eval "$(npm run -s env)"; pulumi preview --stack dev --diff --expect-no-changes');
        assert.match(said, /unchanged/);
    });

    it("leave nothing for git to see", async () => {
        assert.equal(await checkout.shell("git status --porcelain"), "");
    });

    it("review it, as docs/review.md says", async () => {
        const [reports = "", , sites = "", pull = ""] = shellBlocks("docs/review.md");
        const [update = "", json = "", removal = "", refreshed = ""] = reports.trim().split("\n");
        assert.match(await sh(update), /\*\*Nothing changes\*\*/);
        assert.deepEqual((JSON.parse(await quiet(json)) as { environments: unknown[] }).environments, []);
        assert.match(await sh(removal), /\*\*Data is lost: these volumes are removed/);
        assert.match(await sh(refreshed), /\*\*Nothing changes\*\*/);
        assert.match(await sh(sites), /Pulumi\.north\.yaml is written[^]*✓ north/);
        assert.match(await sh(pull), /## Site `north`\n\n### The whole site: 1 created/);
        await checkout.shell("rm Pulumi.north.yaml");
    });

    it("look for drift, as docs/drift.md says, and find none that nobody made", async () => {
        const [look = "", json = "", repair = ""] = (shellBlocks("docs/drift.md")[0] ?? "").trim().split("\n");
        assert.match(await sh(look), /\*\*Nothing was changed by hand\*\*/);
        assert.deepEqual(JSON.parse(await quiet(json)), { stack: site, findings: [], unseen: [], commands: [] });
        assert.match(await sh(repair), /\*\*Nothing was changed by hand\*\*/);
        await checkout.shell(`docker pause ${site}-openchami-smd`);
        await assert.rejects(sh(`(${look}\n) || test $? -ne 2`), /service `smd` is paused/);
        assert.match(await sh(repair), /\*\*Nothing was changed by hand\*\*/);
    });

    it("draw it, as docs/review.md says", async () => {
        const [, pictures = ""] = shellBlocks("docs/review.md");
        const [plain = "", changes = "", flowchart = "", json = ""] = pictures.trim().split("\n");
        await sh(`${plain} && ${changes}`);
        const drawn = await sh("cat /tmp/dev.svg");
        assert.match(drawn, /^<svg [^]*<title>service haproxy, gateway,[^<]*→ 443<\/title>/);
        // Nothing changes.
        assert.equal(await sh("cat /tmp/new.svg"), drawn);
        assert.match(await quiet(flowchart), /^flowchart TB\n/);
        assert.deepEqual((JSON.parse(await quiet(json)) as Topology).environments, ["openchami"]);
        await assert.rejects(
            quiet(`${json} --environment lab`),
            /site \S+ has no environment "lab": choose one of openchami/,
        );
        await assert.rejects(quiet(`${plain} --svg /nonexistent/dev.svg`), /\/nonexistent\/dev\.svg cannot be written/);
    });

    it("verify the site, show its changes and remove it, as the README says", async () => {
        const [days = ""] = shellBlocks("README.md");
        const commands = days.trim().split("\n");
        assert.deepEqual(
            commands.map((command) => command.replace(/^npm run (?:-s )?(\w+).*$/, "$1")),
            ["verify", "token", "report", "policies", "topology", "pulumi", "drift", "destroy"],
        );
        for (const command of commands) {
            await sh(command);
        }
        const left = await checkout.shell(`docker ps --all --quiet --filter label=hpc-stacks.stack=${site}`);
        assert.equal(left, "");
    });

    it("say what a build that fails printed last, and leave nothing of it", async () => {
        await checkout.shell(`echo 'RUN echo "the reason" >&2 && exit 7' >> images/hydra/Dockerfile`);
        await assert.rejects(sh("npm start"), /the reason\n/);
        await checkout.shell("git checkout --quiet images");
        await sh("npm run destroy");
        assert.equal(await checkout.shell(`docker image ls --all --quiet --filter label=hpc-stacks.stack=${site}`), "");
    });

    it("refuse a port that is taken, by its key, before anything is created", async () => {
        const taken = `python3 -m http.server ${port} --bind 127.0.0.1 >/dev/null 2>&1 & trap "kill $!" EXIT; sleep 1; `;
        await assert.rejects(
            sh(`${taken} npm start`),
            /port \d+ \(hpc-stacks:openchami\.ports\.https\) is already taken/,
        );
    });
});
