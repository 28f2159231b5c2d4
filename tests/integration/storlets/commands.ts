import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

import { stringify } from "yaml";

import { Checkout } from "../../support/checkout";
import { shellBlocks } from "../../support/docs";
import { RUNTIME, storletsSection } from "../../support/storlets-site";

/** The commands of docs/storlets.md, as a user types them in a checkout, but for the name of the site. */
export function describeCommands(): void {
    describe("by the commands of docs/storlets.md", () => {
        const site = `test-${randomBytes(3).toString("hex")}`;
        const [life = "", request = ""] = shellBlocks("docs/storlets.md");
        const [start = "", verify = "", destroy = ""] = life.trim().split("\n");
        let checkout: Checkout;
        const sh = (command: string): Promise<string> =>
            checkout.shell(command.replaceAll("--stack storlets", `--stack ${site}`));

        before(async () => {
            checkout = await Checkout.create();
            const config = {
                "hpc-stacks:environments": ["storlets"],
                "hpc-stacks:volumes": "delete",
                "hpc-stacks:images": { pulled: { storlets: RUNTIME } },
                "hpc-stacks:storlets": await storletsSection(),
            };
            await checkout.commit(`Pulumi.${site}.yaml`, stringify({ config }));
        });
        after(async () => {
            await sh(destroy).catch(() => undefined);
            checkout.remove();
        });

        it("is brought up and says what its manager does, verified, and removed", async () => {
            assert.match(await sh(start), /the storlet manager deploys the image by: deploy_image\.py service /);
            assert.match(await sh(verify), /7 of 7 checks hold/);
            assert.match(await sh(request), /deploy_image\.py service /);
            await sh(destroy);
            const left = await checkout.shell(`docker ps --all --quiet --filter label=hpc-stacks.stack=${site}`);
            assert.equal(left, "");
        });
    });
}
