import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { importedSite, siteEngine, writeImportedSite } from "../../../scripts/import/site";
import { loadSite } from "../../../scripts/stack/site";
import { container, quickstart } from "../../support/quickstart";

describe("the site that a compose project is imported into", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    const file = path.join(folder, "Pulumi.north.yaml");
    const existing = (text: string): void => writeFileSync(file, text);
    afterEach(() => rmSync(file, { force: true }));
    after(() => rmSync(folder, { recursive: true }));

    it("is written once, from the project and what is set", () => {
        const site = importedSite("north", quickstart(), ["openchami.ports.https=9443"], file);
        assert.equal(existsSync(file), false);
        writeImportedSite("north", site);
        const { openchami } = loadSite("north", file);
        assert.deepEqual([openchami?.domain, openchami?.ports.https], ["north.openchami.cluster", 9443]);

        const text = readFileSync(file, "utf8");
        const again = importedSite("north", quickstart(), [], file);
        assert.deepEqual(again, { file });
        writeImportedSite("north", again);
        assert.equal(readFileSync(file, "utf8"), text);
    });

    it("lacks a domain where the project tells none, until it is given", () => {
        const project = quickstart(container("hydra"));
        assert.throws(() => importedSite("north", project, [], file), /openchami\.domain: is missing/);
        const { text = "" } = importedSite("north", project, ["openchami.domain=north.example.org"], file);
        assert.match(text, /domain: north\.example\.org/);
    });

    it("is not changed by what is set where it exists", () => {
        existing("config: {}");
        assert.throws(() => importedSite("north", quickstart(), ["volumes=delete"], file), /exists: change .* --set/);
    });

    it("runs OpenCHAMI, not on a swarm and not in an engine of its own", () => {
        existing("config:\n  hpc-stacks:environments: [lab]\n  hpc-stacks:lab: {}\n");
        assert.throws(() => importedSite("north", quickstart(), [], file), /has no OpenCHAMI environment/);
        rmSync(file);
        const swarm = ["mode=swarm", "openchami.listen=0.0.0.0"];
        assert.throws(() => importedSite("north", quickstart(), swarm, file), /is in mode swarm/);
        const inside = ["environments=[openchami, pcocc]", "engine.environment=pcocc"];
        assert.throws(() => importedSite("north", quickstart(), inside, file), /lives in an engine of its own/);
    });

    it("names the engine on which the project is looked for", () => {
        assert.equal(siteEngine("north", [], file), undefined);
        assert.equal(siteEngine("north", ["engine.host=ssh://root@north"], file), "ssh://root@north");
        const openchami = "hpc-stacks:openchami: { domain: a.example.org }";
        const engine = "hpc-stacks:engine: { host: ssh://root@south }";
        existing(`config:\n  hpc-stacks:environments: [openchami]\n  ${openchami}\n  ${engine}\n`);
        assert.equal(siteEngine("north", [], file), "ssh://root@south");
    });
});
