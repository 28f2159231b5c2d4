import assert from "node:assert/strict";

import type { LabSite } from "../../support/lab-site";
import { photographers } from "./documents";

/** After a destroy that left the data volumes. */
export function describeRemoval(lab: () => LabSite): void {
    describe("that was removed", () => {
        it("finds the data again that the site said to leave, and doubles none of it", async () => {
            lab().site.reset();
            await lab().site.up();
            const names = (await photographers(lab().port("mongo"))).map(({ name }) => name);
            assert.deepEqual(names, ["alice", "bob", "doisneau"]);
            assert.deepEqual(await lab().failures(), []);
        });

        it("leaves no container, network, volume or image where the site says so", async () => {
            await lab().site.destroy();
            assert.deepEqual(await lab().site.census(), []);
        });
    });
}
