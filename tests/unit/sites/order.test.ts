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
