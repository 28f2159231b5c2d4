import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { stringify } from "yaml";

import { planOf } from "../../scripts/review/plan";
import { readPreview } from "../../scripts/review/preview";
import { createStack } from "../../scripts/stack/init";
import { runPulumi } from "../../scripts/stack/run";
import { siteFile } from "../../scripts/stack/site-file";
import { topologyOf } from "../../scripts/topology/topology-of";
import { type EnvironmentName, environmentNames } from "../../stacks/environments";
import { changesOf } from "../support/changes";
import { openChamiSite } from "../support/openchami-site";
import { planned } from "../support/planned";
import { review, said } from "../support/reviewed";
import { everyEnvironment, recordSite, siteConfig, siteNames } from "../support/sites";

/** What a report on a site with every environment says of the data, the zones and the ports of each. */
const TOLD: Readonly<Record<EnvironmentName, readonly string[]>> = {
    daos: ["- volume `agent-socket`"],
    lab: [
        "- opens `127.0.0.1:2376` of the host to port `2376` of `engine-dockerd`",
        "- opens `127.0.0.1:8080` of the host to port `8080` of `engine-dockerd`",
        "- opens `127.0.0.1:5001` of the host to port `5000` of `hub`",
        "- opens `127.0.0.1:27017` of the host to port `27017` of `mongo-perso`",
        "- opens `127.0.0.1:5000` of the host to port `5000` of `registry`",
        "- volumes `engine-data`, `hub-data`, `mirror-data`, `mongo-perso-data`, `registry-data`",
        "- zones `documents`, `registries`, `upstream`, `web`",
    ],
    openchami: [
        "- opens `127.0.0.1:8443` of the host to port `443` of `haproxy`",
        "- volumes `haproxy-certs`, `haproxy-run`, `hydra-secret`, `postgres-data`, `step-home`, `step-root-ca`",
        "- zones `cert-internal`, `external`, `hydra-only`, `internal`",
    ],
    pcocc: [
        "- opens `127.0.0.1:60222` of the host to port `2376` of `engine-dockerd`",
        "- opens `127.0.0.1:60223` of the host to port `5000` of `repository`",
        "- volumes `engine-data`, `repository-data`",
        "- zones `external`, `runs`",
    ],
    storlets: [
        "- opens `127.0.0.1:8088` of the host to port `8080` of `swift`",
        "- volume `swift-data`",
        "- zone `external`",
    ],
};

/** What a pull request sees: a machine without an engine, and a site that may not exist yet. */
describe("a preview without an engine", function () {
    this.timeout("3m");
    let state: string;
    before(() => {
        state = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    });
    after(() => rmSync(state, { recursive: true, force: true }));

    for (const stack of siteNames) {
        it(`shows all that site ${stack} would create`, async () => {
            const options = { stack, state, file: siteFile(stack), env: { DOCKER_HOST: "unix:///nonexistent" } };
            await createStack(options);
            const { exitCode, stdout, stderr } = await runPulumi(["preview", "--json"], options);
            const recording = await recordSite(siteConfig(stack), { stack });
            assert.equal(exitCode, 0, stderr);
            const { created = [], ...rest } = changesOf(stdout, stack);
            assert.deepEqual(rest, {});
            const declared = recording.resources.filter(({ custom }) => custom);
            const names = declared.map(({ name }) =>
                name.startsWith(`${stack}-`) ? name.slice(stack.length + 1) : name,
            );
            assert.deepEqual(
                // Pulumi adds a provider of its own for each package that the program names none for.
                created.filter((name) => !/^default(?:_|$)/.test(name)),
                names.sort(),
            );
            // What the docs' pictures are checked by in the unit tests.
            assert.deepEqual(topologyOf(stack, planOf(readPreview(stdout)!)), topologyOf(stack, planned(recording)));
        });
    }

    it("tells of a site with every environment the data, the zones and the ports of each", async () => {
        const [stack, file] = ["every", path.join(state, "Pulumi.every.yaml")];
        writeFileSync(file, stringify({ config: everyEnvironment() }));
        const report = await review({ stack, state, file, env: { DOCKER_HOST: "unix:///nonexistent" } });
        assert.deepEqual([report.problems, report.warnings, report.lost, report.fates], [[], [], [], []]);
        const [whole = "", ...sections] = said(report).split(/^### /m).slice(1);
        assert.match(whole, /^The whole site: 1 created\n\n\*\*Created\*\*\n\n- engine `engine`\n/);
        assert.deepEqual(
            sections.map((section) => /^`(\w+)`: \d+ created\n/.exec(section)?.[1]),
            [...environmentNames].sort(),
        );
        assert.deepEqual(
            sections.map((section) => section.split("\n").filter((line) => /^- (?:opens|volume|zone)/.test(line))),
            [...environmentNames].sort().map((name) => TOLD[name]),
        );
        assert.match(sections.join(""), /^- private keys `ca-key`, /m);
        assert.match(sections.join(""), /^- image pushes `hub-python-push`, /m);
    });

    it("says everything that is wrong with a site at once, and creates nothing", async () => {
        const site = await openChamiSite({ domain: "Nowhere", ports: { htps: 1 } }, { volumes: "keep" });
        try {
            const { exitCode, stdout } = await site.pulumi("up", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            for (const key of ["volumes: must be one of", "openchami.domain: must be a DNS name", '"https"']) {
                assert.ok(stdout.includes(key), `${key} is not said:\n${stdout}`);
            }
            assert.deepEqual(await site.census(), []);
        } finally {
            await site.remove();
        }
    });
});
