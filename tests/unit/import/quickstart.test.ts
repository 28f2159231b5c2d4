import assert from "node:assert/strict";

import { becomings, becomingLines } from "../../../scripts/import/become";
import { quickstartOf, runningBeside, siteOf } from "../../../scripts/import/quickstart";
import { parseSite } from "../../../stacks/site";
import { container, quickstart } from "../../support/quickstart";

describe("OpenCHAMI's quickstart", () => {
    it("is known by its services, their data and their secrets", () => {
        const { authority, database, hydraSecret } = quickstartOf(quickstart());
        assert.deepEqual(authority, {
            container: "quickstart-step-ca-1",
            passwordFile: "/home/step/secrets/password",
        });
        assert.deepEqual([database.container, database.user], ["quickstart-postgres-1", "ochami"]);
        assert.equal(database.password, "hunter2");
        assert.equal(hydraSecret, "keys-are-encrypted-with-this");
    });

    it("keeps databases and the authority's password where its environment says", () => {
        const { authority, database } = quickstartOf(
            quickstart(
                container("step-ca", { mounts: ["/home/step"], environment: { PWDPATH: "/run/secrets/ca" } }),
                container("smd", { environment: { SMD_DBNAME: "hsm" } }),
                container("hydra", {
                    environment: { SECRETS_SYSTEM: "s", DSN: "postgres://u:p@postgres:5432/oauth?max_conns=20" },
                }),
            ),
        );
        assert.equal(authority.passwordFile, "/run/secrets/ca");
        assert.deepEqual(
            database.names.map(({ from, to }) => [from, to]),
            [
                ["bssdb", "bssdb"],
                ["hsm", "hmsds"],
                ["oauth", "hydradb"],
            ],
        );
    });

    it("is refused with all that is missing at once", () => {
        const project = quickstart(
            container("postgres", { mounts: [] }),
            container("hydra"),
            container("step-ca", { name: "a", mounts: ["/home/step"] }),
            container("step-ca", { name: "b", mounts: ["/home/step"] }),
        );
        assert.throws(
            () => quickstartOf(project),
            /not laid out as[^]*2 containers of service step-ca[^]*no volume at \/var\/lib\/postgresql\/data[^]*SECRETS_SYSTEM/,
        );
        assert.throws(
            () => quickstartOf({ ...project, containers: [container("web")] }),
            /no container of service step-ca, only of web[^]*postgres[^]*hydra/,
        );
    });

    it("becomes a site of the same name and ports, whose data outlives it", () => {
        const verdict = parseSite(siteOf(quickstart()));
        assert.ok("site" in verdict, JSON.stringify(verdict));
        const { openchami, volumes, environments } = verdict.site;
        assert.deepEqual([environments, volumes], [["openchami"], "retain"]);
        assert.equal(openchami?.domain, "north.openchami.cluster");
        assert.deepEqual([openchami.authority, openchami.listen], ["North", "0.0.0.0"]);
        assert.deepEqual(openchami.ports, { https: 443, http: 8081 });
    });

    it("listens on the address that it listened on", () => {
        const ports = { "443/tcp": { address: "192.0.2.7", port: 8443 } };
        assert.deepEqual(siteOf(quickstart(container("haproxy", { ports })))["openchami"], {
            domain: "north.openchami.cluster",
            authority: "North",
            listen: "192.0.2.7",
            ports: { https: 8443 },
        });
    });

    it("says nothing of what its containers do not tell", () => {
        const bare = [container("hydra"), container("haproxy"), container("step-ca")];
        assert.equal("openchami" in siteOf(quickstart(...bare)), false);
    });

    it("is written to by all that runs but its database", () => {
        const project = quickstart(container("bss", { running: false }), container("dnsmasq"));
        assert.deepEqual(
            runningBeside(quickstartOf(project)),
            ["hydra", "step-ca", "smd", "haproxy", "dnsmasq"]
                .map((service) => `quickstart-${service}-1`)
                .sort((a, b) => order(project, a) - order(project, b)),
        );
    });

    it("becomes ours part by part, and what we do not know stays", () => {
        const { services, volumes, networks } = becomings(quickstart(container("dnsmasq"), container("constructor")));
        const find = (list: typeof services, name: string): string | undefined =>
            list?.find((entry) => entry.name === name)?.becomes;
        assert.match(find(services, "step-ca") ?? "", /with its keys/);
        assert.match(find(services, "dnsmasq") ?? "", /no counterpart/);
        assert.match(find(services, "constructor") ?? "", /no counterpart/);
        assert.match(find(volumes, "local-certs") ?? "", /no counterpart/);
        assert.equal(find(networks, "jwt-internal"), "zone hydra-only");
        assert.equal(find(networks, "default"), undefined);
    });

    it("is listed without its secrets", () => {
        const text = becomingLines(quickstart()).join("\n");
        assert.match(text, /^services of quickstart\n {2}bss +→ {2}bss, /);
        assert.doesNotMatch(text, /hunter2|keys-are-encrypted/);
    });
});

function order(project: ReturnType<typeof quickstart>, name: string): number {
    return project.containers.findIndex((entry) => entry.name === name);
}
