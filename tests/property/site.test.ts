import assert from "node:assert/strict";

import fc from "fast-check";

import { describeFaults, parseSite } from "../../stacks/site";
import { permutationOf } from "../support/arbitraries";
import { anySite, label, validSite } from "../support/site-arbitraries";
import { LEAST } from "../support/site-input";

describe("any input", () => {
    it("is a site or a list of faults, each with a key of ours, in one line of our words", () => {
        fc.assert(
            fc.property(anySite, (config) => {
                const verdict = parseSite(config);
                if ("site" in verdict) {
                    assert.ok(isFrozen(verdict.site));
                    return;
                }
                assert.notEqual(verdict.faults.length, 0);
                for (const line of describeFaults("any", verdict.faults).split("\n").slice(1, -1)) {
                    assert.match(line, /^ {2}hpc-stacks:[^\n]*?: [a-z0-9][^\n]*$/);
                    assert.doesNotMatch(line.replace(/, got .*/, ""), /Invalid|expected|undefined|\[object/);
                }
            }),
            { numRuns: 500 },
        );
    });
});

describe("a valid site", () => {
    it("is one, and nothing in it can be changed", () => {
        fc.assert(
            fc.property(validSite, (config) => {
                const verdict = parseSite(config);
                assert.deepEqual("faults" in verdict ? verdict.faults : [], []);
                assert.ok("site" in verdict && isFrozen(verdict.site));
            }),
        );
    });

    it("is one in any order of its maps and lists", () => {
        fc.assert(fc.property(validSite.chain(permutationOf), (config) => "site" in parseSite(config)));
    });

    it("stays what it is when it is parsed again", () => {
        fc.assert(
            fc.property(validSite, (config) => {
                const verdict = parseSite(config);
                assert.ok("site" in verdict);
                assert.deepEqual(parseSite(verdict.site), verdict);
            }),
        );
    });

    it("is none with one more key, wherever that is", () => {
        fc.assert(
            fc.property(validSite, fc.constantFrom("", "openchami", "images"), label, (config, section, key) => {
                const name = `${key}-unknown`;
                const part = config[section as keyof typeof config] as object;
                const spoilt =
                    section === "" ? { ...config, [name]: 1 } : { ...config, [section]: { ...part, [name]: 1 } };
                const verdict = parseSite(spoilt);
                assert.ok("faults" in verdict);
                assert.deepEqual(
                    verdict.faults.map(({ path }) => path.at(-1)),
                    [name],
                );
            }),
        );
    });
});

describe("the least site", () => {
    it("has the port that it says, or a fault that names it", () => {
        fc.assert(
            fc.property(fc.oneof(fc.integer({ min: -10, max: 70_000 }), fc.double()), (https) => {
                const verdict = parseSite({ ...LEAST, openchami: { ...LEAST.openchami, ports: { https } } });
                if (Number.isInteger(https) && https >= 1 && https <= 65535) {
                    assert.ok("site" in verdict && verdict.site.openchami?.ports.https === https);
                } else {
                    assert.ok("faults" in verdict);
                    assert.deepEqual(
                        [...new Set(verdict.faults.map(({ path }) => path.join(".")))],
                        ["openchami.ports.https"],
                    );
                }
            }),
        );
    });
});

function isFrozen(value: unknown): boolean {
    return (
        typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
    );
}
