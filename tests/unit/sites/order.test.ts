import assert from "node:assert/strict";

import { fullSite } from "../../support/full-site";
import { type Permutation, reversed, turned } from "../../support/permutation";
import { type SiteConfig, recordSite, siteConfig, siteNames } from "../../support/sites";

const SITES: Record<string, SiteConfig> = {
    ...Object.fromEntries(siteNames.map((name) => [name, siteConfig(name)])),
    "that says something of everything": fullSite,
};
const PERMUTATIONS: Record<string, Permutation> = { backwards: reversed, "turned by one": turned(1) };

for (const [site, config] of Object.entries(SITES)) {
    describe(`order in site ${site}`, () => {
        for (const [order, permutation] of Object.entries(PERMUTATIONS)) {
            it(`means nothing: ${order}, it gives the same resources`, async () => {
                const written = await recordSite(config);
                const permuted = await recordSite(permutation(config));
                assert.deepEqual(permuted.sorted(), written.sorted());
            });
        }
    });
}

describe("what a site says", () => {
    it("shows in its resources", async () => {
        const lines = [
            ["domain", "other.example.com"],
            ["tokenLifetime", "45m"],
            ["listen", "192.0.2.11"],
        ] as const;
        const before = await recordSite(fullSite);
        for (const [key, value] of lines) {
            const changed = { ...(fullSite["hpc-stacks:openchami"] as object), [key]: value };
            const after = await recordSite({ ...fullSite, "hpc-stacks:openchami": changed });
            assert.notDeepEqual(after.sorted(), before.sorted(), key);
        }
    });
});
