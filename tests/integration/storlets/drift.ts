import assert from "node:assert/strict";

import { assertNoDrift } from "../../support/drifted";
import type { LiveSite } from "../../support/live-site";
import { swiftClient } from "../../support/storlets-site";
import { TENANT } from "./flow";

export function describeDrift(site: () => LiveSite): void {
    describe("whose objects others change", () => {
        it("has no drift before", () => assertNoDrift(site()));

        it("gets its metadata back after a `swift post`, without another upload", async () => {
            await swiftClient(site(), "post", "-m", "Reviewed:yes", "docker_images", TENANT);
            const before = await swiftClient(site(), "stat", "docker_images", TENANT);
            assert.doesNotMatch(before, /Image-Name/);
            assert.deepEqual(await site().preview("--refresh"), { updated: ["image-object"] });
            await site().up("--refresh");
            const after = await swiftClient(site(), "stat", "docker_images", TENANT);
            assert.match(after, /Meta Image-Name: service_tenant_image$/m);
            assert.equal(etagOf(after), etagOf(before));
        });

        it("gets its image back when another one took its place, and when it was deleted", async () => {
            const etag = etagOf(await swiftClient(site(), "stat", "docker_images", TENANT));
            const name = ["--object-name", TENANT];
            await swiftClient(site(), "upload", "docker_images", "/swift.sh", ...name);
            assert.deepEqual(await site().preview("--refresh"), { updated: ["image-object"] });
            await site().up("--refresh");
            assert.equal(etagOf(await swiftClient(site(), "stat", "docker_images", TENANT)), etag);
            await swiftClient(site(), "delete", "docker_images", TENANT);
            await site().up("--refresh");
            assert.equal(etagOf(await swiftClient(site(), "stat", "docker_images", TENANT)), etag);
        });
    });
}

function etagOf(stat: string): string {
    return /ETag: ([0-9a-f]{32})$/m.exec(stat)?.[1] ?? "";
}
