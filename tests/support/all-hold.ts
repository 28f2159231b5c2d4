import assert from "node:assert/strict";

import { verifyOpenChami } from "../../scripts/verify/openchami";
import { eventually } from "./eventually";
import type { LiveSite } from "./live-site";

/** Asserts all that `npm run verify` measures of a site. */
export async function assertAllHolds(site: LiveSite): Promise<void> {
    // The gateway looks a new service up once a second.
    await eventually(10_000, async () => {
        const checks = await verifyOpenChami(site.options);
        assert.ok(checks.length >= 70, `only ${checks.length} checks were made`);
        assert.deepEqual(
            checks.filter(({ failure }) => failure !== undefined),
            [],
        );
    });
}
