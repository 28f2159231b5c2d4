import assert from "node:assert/strict";

import { storletsOutputs } from "../../../scripts/stack/outputs";
import { run } from "../../../scripts/toolchain/run";
import { LiveSite } from "../../support/live-site";

export function describeRefusals(site: () => LiveSite): void {
    describe("that cannot be", () => {
        it("is told before anything is built that FROM has another name than the base, and of every entry point", async () => {
            site().writeWith({ image: { context: "tests/fixtures/storlets/mismatch" } });
            const { exitCode, stdout } = await site().pulumi("preview");
            site().reset();
            assert.notEqual(exitCode, 0);
            assert.match(stdout, /FROM 127\.0\.0\.1:5001\/\S+ must be FROM localhost:5001\/\S+, which is how/);
            assert.match(stdout, /line 3: ENTRYPOINT makes the image unusable/);
        });

        it("uses a Swift that is there already, and is told of a wrong key", async () => {
            const { swift } = await storletsOutputs(site().options);
            const given = (key: string): object => ({
                swift: { ...swift, key },
                base: { object: "debian_12_jre17_storlets.tar" },
                image: { name: "other_image", context: "tests/fixtures/storlets/tenant" },
                trial: { command: ["true"] },
            });
            const other = await LiveSite.create("storlets", given("wrong"));
            try {
                const { exitCode, stdout } = await other.pulumi("up", "--yes", "--skip-preview");
                assert.notEqual(exitCode, 0);
                assert.match(stdout, /swift refuses user "service:swift".*status 401/);
                other.write({ ...other.config, storlets: given(swift.key) });
                await other.up();
                const { deployRequest } = await storletsOutputs(other.options);
                assert.equal(deployRequest.object, "debian_12_jre17_other_image.tar");
            } finally {
                await other.remove();
            }
        });

        it("leaves nothing when it is destroyed", async () => {
            await site().up("--refresh");
            await site().destroy();
            assert.deepEqual(await site().census(), []);
            assert.equal(
                await run("docker", ["image", "ls", "--quiet", "localhost:5001/debian_12_jre17_storlets"]),
                "",
            );
        });
    });
}
