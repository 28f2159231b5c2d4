import assert from "node:assert/strict";

import { type Declared, broken, container } from "../../support/declared";

const root: Declared = { type: "rootCertificate", name: "root", inputs: { validityPeriodHours: 100 } };
const leaf = (validityPeriodHours: number): Declared => ({
    type: "certificate",
    name: "leaf",
    inputs: { validityPeriodHours },
    from: { caCertPem: [root] },
});
const bounds = { "certificate-bounds": { shortest: "2h", longest: "200h" } };
const check = (...declared: Declared[]): string[] => broken("certificate-lifetime", declared, bounds);
const signing = (lifetime: string): Declared => container({ envs: [`CERTIFICATE_LIFETIME=${lifetime}`] });

describe("the rule certificate-lifetime", () => {
    it("holds at the bounds, and for a certificate that lives as long as its authority", () => {
        assert.deepEqual(check(root, leaf(100), leaf(2)), []);
        assert.deepEqual(check(signing("2h"), signing("200h")), []);
    });

    it("is broken by a certificate that ends too early or too late", () => {
        assert.deepEqual(check(leaf(1)), [
            "leaf certificates are valid for 1h, less than the site's shortest, 2h: " +
                "change their lifetime, or `policies.certificate-bounds` of the site",
        ]);
        assert.match(check(leaf(201)).join(), /^leaf certificates are valid for 201h, more than .* longest, 200h/);
    });

    it("is broken by an authority that is told to sign such ones", () => {
        assert.match(check(signing("90m")).join(), /^web certificates are valid for 1h30m, less than/);
        assert.match(check(signing("201h")).join(), /^web certificates are valid for 201h, more than/);
    });

    it("is broken by a certificate that outlives the authority that signs it", () => {
        assert.deepEqual(check(root, leaf(101)), [
            'leaf is valid for 101h, longer than "root" that signs it, 100h: give it at most as long',
        ]);
    });
});
