import assert from "node:assert/strict";

import { Ajv } from "ajv";

import { isUpToDate, siteFileSchema } from "../../../scripts/site/schema";
import { LEAST } from "../../support/site-input";
import { siteConfig, siteNames } from "../../support/sites";

describe("the JSON schema of site files", () => {
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(siteFileSchema());
    const file = (config: object): object => ({
        config: Object.fromEntries(Object.entries(config).map(([key, value]) => [`hpc-stacks:${key}`, value])),
    });

    it("is the one in the file that editors read; `npm run site:schema` writes it", () => assert.ok(isUpToDate()));

    for (const site of siteNames) {
        it(`accepts site ${site}`, () => {
            assert.ok(validate({ config: siteConfig(site) }), JSON.stringify(validate.errors));
        });
    }

    const refused: Record<string, object> = {
        "an unknown key": { ...LEAST, volume: "retain" },
        "an unknown key inside": { ...LEAST, openchami: { ...LEAST.openchami, ports: { htps: 1 } } },
        "a value of another kind": { ...LEAST, openchami: { ...LEAST.openchami, ports: { https: "8443" } } },
        "a domain that is none": { ...LEAST, openchami: { domain: "Nowhere" } },
        "no environments": { openchami: LEAST.openchami },
    };
    for (const [what, config] of Object.entries(refused)) {
        it(`refuses ${what}`, () => assert.equal(validate(file(config)), false));
    }

    it("accepts secrets as Pulumi encrypts them, and keys of others", () => {
        const { config } = file({ ...LEAST, engine: { key: { secure: "v1:abc" } } }) as { config: object };
        assert.ok(validate({ config: { ...config, "docker:host": "unix:///x" }, encryptionsalt: "v1:x" }));
    });

    it("says of every key what docs/site-file.md says", () => {
        const text = JSON.stringify(siteFileSchema());
        assert.match(text, /DNS name of the gateway, lower case \(default: required\)/);
        assert.match(text, /IPv4 range of a zone, such as 10\.89\.4\.0\/24 \(default: the engine chooses\)/);
        assert.match(text, /zones that a service joins beside those of the docker tour \(default: none\)/);
    });
});
