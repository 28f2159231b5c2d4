import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

import { Census, census } from "../support/census";
import { Checkout } from "../support/checkout";
import { shellBlocks } from "../support/docs";
import { freePort } from "../support/live-site";
import { ensureSwarm } from "../support/swarm";

const DATABASE_SERVICES = ["bss", "hydra", "postgres", "smd"];

/** The life of one OpenCHAMI site as services of a swarm, by the commands of docs/swarm.md. */
describe("an OpenCHAMI site on a swarm", function () {
    this.timeout("10m");
    const site = `test-${randomBytes(3).toString("hex")}`;
    const file = `Pulumi.${site}.yaml`;
    const [init = "", start = "", verify = "", destroy = ""] = (shellBlocks("docs/swarm.md")[0] ?? "").split("\n");
    let checkout: Checkout;
    let written: string;
    let leave: () => Promise<void>;
    let belongings: Census;

    const sh = (command: string): Promise<string> =>
        checkout.shell(command.replaceAll("--stack swarm", `--stack ${site}`));
    const pulumi = (args: string): Promise<string> => sh(`npm run -s pulumi -- ${args} --stack ${site}`);
    const services = async (): Promise<string[]> =>
        (await census(site))
            .filter((entry) => entry.startsWith("service "))
            .map((entry) => entry.split("-").slice(3).join("-"));

    before(async () => {
        leave = await ensureSwarm(init);
        checkout = await Checkout.create();
        written = (await checkout.shell("cat Pulumi.swarm.yaml")).replace("8443", String(await freePort()));
        await checkout.commit(file, `${written}\n`);
        belongings = await Census.begin(site);
    });
    after(async () => {
        await sh(destroy).catch(() => undefined);
        checkout.remove();
        await leave();
    });

    it("comes up, and is all that was declared, measured from within its tasks", async () => {
        assert.match(await sh(start), /OpenCHAMI is at https:/);
        const expected = ["bss", "haproxy", "hydra", "opaal", "postgres", "smd", "step-ca"];
        assert.deepEqual(await services(), expected);
        assert.match(await sh(verify), /^72 of 72 checks hold$/m);
    });

    it("is not changed by a second update, and found by a refresh as it was declared", async () => {
        await pulumi("up --yes --skip-preview --expect-no-changes");
        await pulumi("refresh --preview-only --expect-no-changes");
    });

    it("has no drift, and tells of replicas and of a secret that somebody replaced", async () => {
        const drift = `npm run -s drift -- --stack ${site}`;
        assert.match(await sh(drift), /\*\*Nothing was changed by hand\*\*/);
        const [service, secret] = [`${site}-openchami-bss`, "openchami-opaal-etc-opaal-nginx-conf"];
        await sh(`docker service scale --detach ${service}=0`);
        const filter = `--filter label=hpc-stacks.name=${secret}`;
        const name = (
            await sh(`docker secret ls ${filter} --filter label=hpc-stacks.stack=${site} --format '{{.Name}}'`)
        ).trim();
        await sh(
            `docker service update --detach --secret-rm ${name} ${site}-openchami-opaal; docker secret rm ${name}`,
        );
        await sh(`echo other | docker secret create ${name} -`);
        await assert.rejects(sh(`${drift} || test $? -ne 2`), (error: Error) => {
            assert.match(error.message, /service `bss` has replicas `0` instead of `1`/);
            assert.match(error.message, /service `opaal` has other secrets than declared/);
            assert.match(error.message, /secret `opaal-etc-opaal-nginx-conf` was made anew by hand/);
            return true;
        });
        assert.match(await sh(`${drift} --repair`), /\*\*Nothing was changed by hand\*\*/);
    });

    it("moves on to new configs and secrets before the old ones go, in place and nothing else", async () => {
        const rotation = "    rotation: { databasePasswords: 1, clientSecrets: 1 }";
        const routes = '    services: { smd: { routes: ["/hsm/v2", "/apis/smd"] } }';
        await checkout.commit(file, `${written}\n${rotation}\n${routes}\n`);
        const said = (await pulumi("up --yes --skip-preview --suppress-outputs")).split("\n");
        assert.deepEqual(changed(said, "Service", "updated"), [...DATABASE_SERVICES, "haproxy", "opaal"].sort());
        assert.deepEqual(changed(said, "ServiceConfig", "created replacement"), [
            "haproxy-usr-local-etc-haproxy-haproxy-cfg",
        ]);
        assert.deepEqual(changed(said, "Secret", "created replacement"), ["opaal-etc-opaal-nginx-conf"]);
        for (const [kind, service] of [
            ["ServiceConfig", "haproxy"],
            ["Secret", "opaal"],
        ] as const) {
            const made = when(said, `${kind} openchami-${service}-\\S+ created replacement`);
            const moved = when(said, `Service openchami-${service} updated`);
            const gone = when(said, `${kind} openchami-${service}-\\S+ deleted original`);
            assert.ok(made < moved && moved < gone, `made ${made}, moved ${moved}, gone ${gone}:\n${said.join("\n")}`);
        }
        assert.match(await sh(verify), /^72 of 72 checks hold$/m);
    });

    it("leaves nothing when it is removed", async () => {
        await belongings.note();
        await sh(destroy);
        assert.deepEqual(await belongings.entries(), []);
    });
});

/** Logical names of the resources of a type that an update says something of, without the environment's. */
function changed(said: readonly string[], type: string, what: string): string[] {
    const form = new RegExp(`docker:index:${type} openchami-(\\S+) ${what}`);
    return said.flatMap((line) => form.exec(line)?.[1] ?? []).sort();
}

/** Number of the line that says something. */
function when(said: readonly string[], what: string): number {
    const line = said.findIndex((text) => new RegExp(what).test(text));
    assert.ok(line >= 0, `nobody says ${what}:\n${said.join("\n")}`);
    return line;
}
