import assert from "node:assert/strict";

import { assertAllHolds } from "../../support/all-hold";
import type { Changes } from "../../support/changes";
import type { LiveSite } from "../../support/live-site";

interface Case {
    readonly change: string;
    /** What the stack file says differently under `openchami`. */
    readonly openchami?: Record<string, unknown>;
    /** What it says differently at its top. */
    readonly rest?: Record<string, unknown>;
    readonly changes: Changes;
}

const DATABASE_USERS = ["bss", "bss-init", "hydra", "hydra-migrate", "smd", "smd-init"];
const INTERNAL = ["bss", "bss-init", "haproxy", "opaal", "postgres", "smd", "smd-init"];
const MGMT = { internal: false, members: ["smd", "bss"] };

const CASES: readonly Case[] = [
    {
        change: "the port of the gateway, which tokens name as their issuer's",
        openchami: { ports: { https: 65001 } },
        changes: { replaced: ["haproxy", "hydra"] },
    },
    { change: "the log level", openchami: { logLevel: "debug" }, changes: { replaced: ["bss", "haproxy", "hydra"] } },
    {
        change: "the lifetime of certificates",
        openchami: { certificate: { lifetime: "10m" } },
        changes: { replaced: ["step-ca"] },
    },
    {
        change: "the time between renewals",
        openchami: { certificate: { lifetime: "5m", renewPeriod: "1m" } },
        changes: { replaced: ["cert-sidecar"] },
    },
    { change: "the lifetime of tokens", openchami: { tokenLifetime: "30m" }, changes: { replaced: ["hydra"] } },
    {
        change: "the domain, without a restart of the gateway",
        openchami: { domain: "other.openchami.cluster" },
        changes: { replaced: ["bss", "cert-sidecar", "hydra"] },
    },
    {
        change: "the databases' passwords",
        openchami: { rotation: { databasePasswords: 1 } },
        changes: {
            replaced: [...DATABASE_USERS, "bssdb-password", "hmsds-password", "hydradb-password", "postgres"].sort(),
        },
    },
    {
        change: "the clients' secrets",
        openchami: { rotation: { clientSecrets: 1 } },
        changes: { replaced: ["hydra-client", "opaal", "opaal-client-secret", "openchami-client-secret"] },
    },
    {
        change: "a zone's addresses, which moves all that is in it",
        openchami: { zones: { internal: { subnet: "10.213.7.0/24" } } },
        changes: { replaced: [...INTERNAL, "internal"].sort() },
    },
    {
        change: "a zone of the site's own and who joins it",
        openchami: { zones: { mgmt: MGMT }, services: { bss: { zones: ["mgmt"], publish: 65002 } } },
        changes: { created: ["mgmt"], replaced: ["bss"] },
    },
    {
        change: "what a route begins with",
        openchami: { services: { smd: { routes: ["/hsm/v2", "/apis/smd"] } } },
        changes: { replaced: ["haproxy"] },
    },
    {
        change: "an image, from built to pulled",
        rest: { images: { pulled: { smd: "ghcr.io/openchami/smd:v2.17.7" } } },
        changes: { replaced: ["image-smd", "smd", "smd-init"] },
    },
    { change: "what becomes of data on destroy", rest: { volumes: "retain" }, changes: {} },
];

export function describeChanges(site: () => LiveSite): void {
    describe("changes what it must and nothing else, when there changes", () => {
        afterEach(() => site().reset());

        for (const { change, openchami = {}, rest = {}, changes } of CASES) {
            it(change, async () => {
                site().writeWith(openchami, rest);
                assert.deepEqual(await site().preview(), changes);
            });
        }

        it("the order of lists and maps", async () => {
            const services = { smd: { routes: ["/hsm/v2", "/apis/smd"], zones: ["mgmt"] }, bss: { zones: ["mgmt"] } };
            site().writeWith({ zones: { mgmt: MGMT }, services });
            const one = await site().preview();
            site().writeWith({
                services: { bss: { zones: ["mgmt"] }, smd: { zones: ["mgmt"], routes: ["/apis/smd", "/hsm/v2"] } },
                zones: { mgmt: { members: ["bss", "smd"], internal: false } },
            });
            assert.deepEqual(await site().preview(), one);
            assert.deepEqual(one, { created: ["mgmt"], replaced: ["bss", "haproxy", "smd"] });
        });

        it("passwords, secrets and a zone at once, and everything holds again", async function () {
            this.timeout("3m");
            site().writeWith({
                rotation: { databasePasswords: 1, clientSecrets: 1 },
                zones: { internal: { subnet: "10.213.7.0/24" } },
            });
            await site().up();
            await assertAllHolds(site());
            await site().up("--expect-no-changes");
            site().reset();
            await site().up();
        });
    });
}
