import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { readSite } from "../../../stacks/read-site";
import { describeFaults, parseSite } from "../../../stacks/site";
import { record } from "../../support/monitor";
import { fullSite } from "../../support/full-site";
import { LEAST, saying } from "../../support/site-input";
import { siteConfig, siteNames, withoutNamespace } from "../../support/sites";

describe("site", () => {
    it("that says the least gets all defaults", () => {
        assert.deepEqual(parseSite(LEAST), {
            site: {
                environments: ["openchami"],
                mode: "standalone",
                purpose: "trial",
                policies: { "certificate-bounds": { shortest: "5m", longest: "87600h" } },
                volumes: "retain",
                engine: {},
                images: { pulled: {} },
                openchami: {
                    domain: "demo.example.com",
                    authority: "OpenCHAMI",
                    listen: "127.0.0.1",
                    ports: { https: 8443 },
                    certificate: { lifetime: "24h" },
                    tokenLifetime: "1h",
                    logLevel: "info",
                    rotation: { databasePasswords: 0, clientSecrets: 0 },
                    zones: {},
                    services: {},
                },
            },
        });
    });

    for (const site of siteNames) {
        it(`${site} of the project is one`, () => assert.ok("site" in parseSite(withoutNamespace(siteConfig(site)))));
    }

    it("may say something of everything", () => {
        const config = withoutNamespace(fullSite);
        assert.deepEqual(parseSite(config), { site: config });
    });

    it("cannot be changed, not even deep inside", () => {
        const verdict = parseSite(withoutNamespace(fullSite));
        assert.ok("site" in verdict && verdict.site.openchami);
        const { openchami } = verdict.site;
        assert.throws(() => ((openchami.ports as { https: number }).https = 1), TypeError);
        assert.throws(() => (openchami.zones["backup"]?.members as string[]).push("smd"), TypeError);
    });

    it("leaves what it was read from as it was", () => {
        const config = structuredClone(saying({ zones: { own: { members: ["smd"] } } }));
        const before = structuredClone(config);
        parseSite(config);
        assert.deepEqual(config, before);
        assert.equal(Object.isFrozen(config), false);
    });
});

describe("the running program's site", () => {
    const read = (config: Record<string, string>, stack?: string) =>
        record(() => ({ site: readSite() }), { config, stack }).then(({ stackOutputs }) => stackOutputs["site"]);

    it("is read from the stack's configuration, text as it is and the rest as JSON", async () => {
        const site = await read({
            "hpc-stacks:environments": '["openchami"]',
            "hpc-stacks:volumes": "delete",
            "hpc-stacks:openchami": '{"domain":"demo.example.com"}',
            "other:environments": "no business of ours",
        });
        assert.deepEqual(site, JSON.parse(JSON.stringify(parsed({ ...LEAST, volumes: "delete" }))));
    });

    it("is refused by a list of all that is wrong, for people to read", async () => {
        const config = {
            "hpc-stacks:environments": "openchami",
            "hpc-stacks:openchami": '{"domian":"demo.example.com"}',
            "hpc-stacks:volumes": "[broken",
        };
        await assert.rejects(read(config, "site"), (error: unknown) => {
            assert.ok(pulumi.RunError.isInstance(error));
            assert.deepEqual(error.message.split("\n"), [
                "Pulumi.site.yaml cannot be used:",
                '  hpc-stacks:environments: must be a list, got "openchami"',
                "  hpc-stacks:openchami.domain: is missing, must be a DNS name in lower case such as demo.openchami.cluster",
                '  hpc-stacks:openchami.domian: unknown key, did you mean "domain"?',
                '  hpc-stacks:volumes: must be one of: delete, retain, protect, got "[broken"',
                "see docs/site-file.md",
            ]);
            return true;
        });
    });

    it("is refused when it is empty", async () => {
        await assert.rejects(read({}), /hpc-stacks:environments: is missing, must be a list/);
    });
});

describe("faults in words", () => {
    it("name a key as the file writes it, and each fault once", () => {
        const fault = { path: ["openchami", "zones", "own", "members", 2], message: "is wrong" };
        assert.deepEqual(describeFaults("site", [fault, fault]).split("\n").slice(1, -1), [
            "  hpc-stacks:openchami.zones.own.members[2]: is wrong",
        ]);
    });
});

function parsed(config: unknown): unknown {
    const verdict = parseSite(config);
    assert.ok("site" in verdict);
    return verdict.site;
}
