import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { stringify } from "yaml";

import { Checkout } from "../../support/checkout";
import type { DaosSystem } from "../../support/daos-system";
import { readDoc, shellBlocks } from "../../support/docs";

/** The commands of docs/daos.md, as a user types them in a checkout, but for the names of the site and its pool. */
export function describeCommands(system: () => DaosSystem): void {
    describe("by the commands of its docs", () => {
        const site = `test-${randomBytes(3).toString("hex")}`;
        const commands = [...readDoc("docs/daos.md").matchAll(/^\$ (npm .*)$/gm)].map(([, command = ""]) =>
            command.replaceAll("--stack daos", `--stack ${site}`),
        );
        const [start = "", use = "", secret = ""] = commands;
        let checkout: Checkout;

        before(async () => {
            checkout = await Checkout.create();
            const section = { ...(await system().section()), certificates: { archive: ".state/daos_agent-certs.txz" } };
            const config = { "hpc-stacks:environments": ["daos"], "hpc-stacks:daos": section };
            await checkout.commit(`Pulumi.${site}.yaml`, stringify({ config }));
        });
        after(async () => {
            await checkout.shell(`npm run -s destroy -- --stack ${site}`).catch(() => undefined);
            checkout.remove();
        });

        it("are known", () => {
            assert.match(start, /^npm start/);
            assert.match(use, /^npm run daos .* pool autotest tank$/);
            assert.match(secret, /^npm run pulumi -- config set --secret/);
        });

        it("refuses a command before it is up, and says what to do", async () => {
            await assert.rejects(checkout.shell(use), new RegExp(`site ${site} is not up: bring it up by .npm start`));
        });

        it("gets its certificates into an archive", async () => {
            const folder = path.join(checkout.folder, ".state");
            mkdirSync(folder, { recursive: true });
            const { ca, cert, key } = await system().authority!.agent();
            for (const [file, text] of Object.entries({ "daosCA.crt": ca, "agent.crt": cert, "agent.key": key })) {
                writeFileSync(path.join(folder, file), text);
            }
            const [pack = ""] = shellBlocks("docs/daos.md");
            await checkout.shell(`cd .state; ${pack}`);
        });

        it("comes up, and passes the pool's autotest", async () => {
            const said = await checkout.shell(start);
            assert.match(said, new RegExp(`npm run daos -- --stack ${site} pool autotest <pool>`));
            assert.match(await checkout.shell(use), /Disconnecting from pool +PASS/);
        });

        it("passes on how a command ends, and what it says", async () => {
            const wrong = `${use.replace("tank", "nowhere")} 2>&1 || echo "ended with $?"`;
            const said = await checkout.shell(wrong);
            assert.match(said, /DER_NONEXIST/);
            assert.match(said, /ended with 1/);
        });

        it("is verified, and removed", async () => {
            assert.match(await checkout.shell(`npm run -s verify -- --stack ${site}`), /(\d+) of \1 checks hold/);
            await checkout.shell(`npm run -s destroy -- --stack ${site}`);
            assert.equal(await checkout.shell(`docker ps --all --quiet --filter label=hpc-stacks.stack=${site}`), "");
        });

        it("takes a key from the stack file, where it is encrypted", async () => {
            await checkout.shell(secret.replace("agent.key", ".state/agent.key"));
            assert.match(await checkout.shell(`cat Pulumi.${site}.yaml`), /secure: /);
        });
    });
}
