import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { checkSite } from "../../../scripts/site/check";
import { faultAt, missingKeys, requireSiteName, siteText, withValue, writeSite } from "../../../scripts/site/new";
import { loadSite } from "../../../scripts/stack/site";
import { LEAST } from "../../support/site-input";

describe("a new site", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    const file = path.join(folder, "Pulumi.lab.yaml");
    after(() => rmSync(folder, { recursive: true }));

    it("is a file that says what was given, with a word on every key and a schema for editors", () => {
        const config = { ...LEAST, volumes: "protect" };
        const text = siteText("lab", config);
        writeSite("lab", file, text);
        const site = loadSite("lab", file);
        assert.deepEqual(
            [site.volumes, site.environments, site.openchami?.domain],
            ["protect", ["openchami"], "demo.example.com"],
        );
        assert.match(text, /^# yaml-language-server: \$schema=schemas\/site\.schema\.json\n/);
        assert.match(text, /# DNS name of the gateway, lower case\n +domain: demo\.example\.com\n/);
        assert.deepEqual(checkSite("lab", file), { site: "lab" });
    });

    it("never takes the place of one that exists", () => {
        writeFileSync(file, "mine");
        assert.throws(() => writeSite("lab", file, "other"), /site lab exists: change .* or choose another name/);
        assert.equal(readFileSync(file, "utf8"), "mine");
    });

    it("is told all that is wrong with it, and not written", () => {
        const wrong = { ...LEAST, openchami: { domain: "X" }, volumes: "keep" };
        assert.throws(
            () => siteText("lab", wrong),
            /openchami\.domain: must be .*\n +hpc-stacks:volumes: must be one of/,
        );
    });

    it("has a name that every engine object can begin with", () => {
        for (const name of ["lab", "site-2"]) {
            requireSiteName(name);
        }
        for (const name of ["", "Lab", "2lab", "a b", "../x", "a".repeat(32)]) {
            assert.throws(() => requireSiteName(name), /cannot be the name of a site/, name);
        }
    });

    it("lacks what its environments require, until it is given", () => {
        assert.deepEqual(missingKeys({ environments: ["openchami"] }), [["openchami", "domain"]]);
        const given = withValue({ environments: ["openchami"] }, ["openchami", "domain"], "lab.example.com");
        assert.deepEqual(missingKeys(given), []);
        assert.equal(faultAt(given, ["openchami", "domain"]), undefined);
        const wrong = withValue(given, ["openchami", "domain"], "Lab");
        assert.match(faultAt(wrong, ["openchami", "domain"]) ?? "", /must be a DNS name/);
    });

    it("is checked as YAML too", () => {
        writeFileSync(file, "config: {hpc-stacks:environments: [\n");
        assert.match(checkSite("lab", file).faults ?? "", /Pulumi\.lab\.yaml is no YAML/);
        assert.match(checkSite("gone", path.join(folder, "x")).faults ?? "", /there is no site gone/);
    });
});
