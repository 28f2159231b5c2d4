import assert from "node:assert/strict";

import type { LabSite } from "../../support/lab-site";
import { addDoisneau, photographers } from "./documents";

export function describeRemoval(lab: () => LabSite): void {
    describe("that is removed", () => {
        it("leaves its data where the site says so, and finds it again: documents, and images by their digests", async () => {
            lab().site.writeWith({}, { volumes: "retain" });
            await lab().site.up();
            await addDoisneau(lab().port("mongo"));
            const { image } = await lab().outputs();
            await lab().site.destroy();
            const volume = (name: string): string => `volume ${lab().site.container(name)}-data`;
            assert.deepEqual(
                await lab().site.census(),
                ["engine", "hub", "mirror", "mongo-perso", "registry"].map(volume),
                "more or less than the data volumes is left",
            );

            lab().site.reset();
            await lab().site.up();
            assert.equal((await lab().outputs()).image, image);
            assert.deepEqual(
                (await photographers(lab().port("mongo"))).map(({ name }) => name),
                ["alice", "bob", "doisneau"],
            );
            assert.deepEqual(await lab().failures(), []);
        });

        it("leaves no container, network, volume or image", async () => {
            await lab().site.destroy();
            assert.deepEqual(await lab().site.census(), []);
        });
    });
}
