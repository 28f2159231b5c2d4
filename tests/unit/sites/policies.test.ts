import assert from "node:assert/strict";

import { containersOf } from "../../../policies/container";
import { exceptionsOf, freedomsOf } from "../../../policies/hardening";
import { exceptions } from "../../../policies/hardening-exceptions";
import { violationsOf } from "../../../policies/rules";
import { settingsOf } from "../../../policies/settings";
import { loadSite } from "../../../scripts/stack/site";
import { asPreviewed } from "../../support/as-previewed";
import { describeSites, recordOnce, recordSite, siteConfig, siteNames } from "../../support/sites";

describeSites("the rules of the house", (recording, site) => {
    it("hold, but for images that it is advised to pin", () => {
        const violations = violationsOf(asPreviewed(recording()), settingsOf(loadSite(site)));
        assert.deepEqual(
            violations.filter(({ rule }) => rule !== "pinned-images"),
            [],
        );
        assert.ok(violations.every(({ level }) => level === "advisory"));
    });
});

describe("the exceptions from hardening", () => {
    it("are all needed by some site", async () => {
        // The published image of the registry, which no site of the project pulls.
        const pulling = {
            ...siteConfig("lab"),
            "hpc-stacks:images": { pulled: { registry: `registry:2@sha256:${"0".repeat(64)}` } },
        };
        const needed = new Set<string>();
        for (const recording of [...(await Promise.all(siteNames.map(recordOnce))), await recordSite(pulling)]) {
            const resources = asPreviewed(recording);
            for (const container of containersOf(resources)) {
                const taken = freedomsOf(container).map(({ freedom }) => freedom);
                for (const { component, may } of exceptionsOf(container, resources)) {
                    may.filter((freedom) => taken.includes(freedom)).forEach((it) => needed.add(`${component}: ${it}`));
                }
            }
        }
        const made = exceptions.flatMap(({ component, may }) => may.map((freedom) => `${component}: ${freedom}`));
        assert.deepEqual(made.sort(), [...needed].sort());
    });
});
