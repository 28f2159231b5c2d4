import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

import { project } from "../../scripts/project";
import { npmPackages } from "../../scripts/licences/npm";
import { requiredVersion } from "../../scripts/toolchain/go";
import { capture } from "../../scripts/toolchain/run";
import { AdvisoryServer } from "../support/advisory-server";

const LIBRARY = "github.com/google/licensecheck";

/** The real npm and govulncheck, asking those who know what is written here. */
describe("npm run audit", function () {
    this.timeout("10m");
    const advisory = {
        id: 1,
        url: "https://example.com/advisories/GHSA-0000-0000-0000",
        title: "Example",
        severity: "high",
        vulnerable_versions: "*",
    };
    const known = new AdvisoryServer({ zod: [advisory] });
    const nothing = new AdvisoryServer({});
    let folder: string;

    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
        database("known", [LIBRARY]);
        database("nothing", []);
    });
    after(() => {
        known.stop();
        nothing.stop();
        rmSync(folder, { recursive: true, force: true });
    });

    it("is clean where both know nothing of all that they are asked about", async () => {
        const { exitCode, stdout } = await audit(await nothing.start(), "nothing");
        assert.match(
            stdout,
            /^asked about npm packages, toolchain\/actionlint, toolchain\/bss, .*toolchain\/smd, toolchain\/terraform-provider-docker$/m,
        );
        assert.match(stdout, /^no known vulnerability that counts$/m);
        assert.equal(exitCode, 0);
        const asked = nothing.asked[0] ?? {};
        assert.deepEqual(
            npmPackages().filter(({ name, version }) => !asked[name]?.includes(version)),
            [],
        );
    });

    it("tells what both know, and fails", async () => {
        const { exitCode, stdout } = await audit(await known.start(), "known");
        assert.match(stdout, /^GHSA-0000-0000-0000 in zod \*\n {4}Example \(high\)\n {4}in npm packages\n/m);
        const version = requiredVersion("licences", LIBRARY);
        assert.ok(stdout.includes(`GO-2000-0001 in ${LIBRARY} ${version}\n    Example\n    in toolchain/licences\n`));
        assert.match(stdout, /^2 known vulnerabilities$/m);
        assert.equal(exitCode, 1);
    });

    it("does not call clean what it could not ask about, and asks nobody for long", async () => {
        const { exitCode, stdout } = await audit("http://127.0.0.1:9", "missing");
        assert.match(stdout, /^NOT asked about npm packages: .*ECONNREFUSED.*npm_config_registry=/m);
        assert.match(stdout, /^NOT asked about Go modules: .*--go-database <url>$/m);
        assert.match(stdout, /^nothing can be said/m);
        assert.equal(exitCode, 2);
    });

    function audit(registry: string, name: string) {
        const url = pathToFileURL(path.join(folder, name)).href;
        const args = ["--require", "./scripts/loader.cjs", "scripts/audit.ts", "--go-database", url];
        return capture(process.execPath, args, { cwd: project, env: { npm_config_registry: registry } });
    }

    /** A Go vulnerability database with a vulnerability of each of the modules. */
    function database(name: string, modules: readonly string[]): void {
        const write = (file: string, content: object) => {
            mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
            writeFileSync(path.join(folder, name, file), JSON.stringify(content));
        };
        const modified = "2026-01-01T00:00:00Z";
        const ids = modules.map((module, at) => ({ module, id: `GO-2000-${String(at + 1).padStart(4, "0")}` }));
        write("index/db.json", { modified });
        write(
            "index/modules.json",
            ids.map(({ module, id }) => ({ path: module, vulns: [{ id, modified }] })),
        );
        for (const { module, id } of ids) {
            const ranges = [{ type: "SEMVER", events: [{ introduced: "0" }] }];
            const affected = [{ package: { name: module, ecosystem: "Go" }, ranges, ecosystem_specific: {} }];
            write(`ID/${id}.json`, { schema_version: "1.3.1", id, modified, summary: "Example", affected });
        }
    }
});

describe("npm run licences", function () {
    this.timeout("10m");

    it("finds what is linked now under the licences that docs/licences.md says", async () => {
        const args = ["--require", "./scripts/loader.cjs", "scripts/licences.ts", "--check"];
        const { exitCode, stdout, stderr } = await capture(process.execPath, args, { cwd: project });
        assert.equal(exitCode, 0, stderr);
        assert.match(stdout, /^\d+ npm packages and \d+ Go modules in docs\/licences\.md, all allowed$/);
    });
});
