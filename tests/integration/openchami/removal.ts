import assert from "node:assert/strict";

import { openChamiOutputs } from "../../../scripts/stack/outputs";
import { run } from "../../../scripts/toolchain/run";
import type { LiveSite } from "../../support/live-site";

export function describeRemoval(site: () => LiveSite): void {
    describe("that is removed", () => {
        it("leaves its data where the site says so, and finds it again", async () => {
            site().writeWith({}, { volumes: "retain" });
            await site().up();
            const root = await rootCertificate(site());
            await site().destroy();
            const name = (volume: string): string => `volume ${site().container(volume)}`;
            assert.deepEqual(
                await site().census(),
                ["hydra-secret", "postgres-data", "step-home", "step-root-ca"].map(name),
                "more or less than the data volumes is left",
            );
            await site().up();
            assert.equal(await rootCertificate(site()), root);
        });

        it("is refused where its data is protected", async () => {
            site().writeWith({}, { volumes: "protect" });
            await site().up();
            const { exitCode, stdout, stderr } = await site().pulumi("destroy", "--yes", "--skip-preview");
            assert.notEqual(exitCode, 0);
            assert.match(stdout + stderr, /protect/);
            const volumes = (await site().census()).filter((entry) => entry.includes("step-home"));
            assert.equal(volumes.length, 1);
        });

        it("leaves no container, network, volume or image", async () => {
            site().reset();
            await site().up();
            await site().destroy();
            assert.deepEqual(await site().census(), []);
        });
    });
}

async function rootCertificate(site: LiveSite): Promise<string> {
    const { service, path } = (await openChamiOutputs(site.options)).rootCertificate;
    return run("docker", ["exec", site.container(service), "cat", path]);
}
