import assert from "node:assert/strict";

import { variable } from "../../support/recording";
import { upload } from "../../support/recording";
import { describeSitesRunning } from "../../support/sites";

describeSitesRunning("lab", "the lab", (recording, site) => {
    const container = (service: string) => recording().the("container", `lab-${service}`);
    const providerOf = (name: string, kind: "image" | "container" | "network") =>
        recording().the(kind, name).provider.split("::").at(-2);

    it("has what lives in its engine made there, and what stands around it on the site's", () => {
        assert.equal(providerOf("lab-webserver", "container"), "lab-engine-provider");
        assert.equal(providerOf("lab-webserver", "image"), "lab-engine-provider");
        assert.equal(providerOf("lab-python", "image"), "lab-engine-provider");
        assert.equal(providerOf("lab-inner-web", "network"), "lab-engine-provider");
        for (const service of ["hub", "mirror", "registry", "engine-dockerd", "mongo-perso"]) {
            assert.equal(providerOf(`lab-${service}`, "container"), "engine");
        }
    });

    it("sends the engine's pulls through the mirror, which it trusts, as it does the registry", () => {
        const engine = container("engine-dockerd");
        const settings = JSON.parse(upload(engine, "/etc/docker/daemon.json")) as Record<string, unknown>;
        assert.deepEqual(settings["registry-mirrors"], ["https://mirror:5000"]);
        for (const registry of ["mirror", "registry"]) {
            const ca = upload(engine, `/etc/docker/certs.d/${registry}:5000/ca.crt`);
            assert.equal(ca, "certificate<lab-ca>");
        }
    });

    it("lets the engine reach the hub by the mirror alone", () => {
        const { reachability } = recording().stackOutputs["lab"] as { reachability: Record<string, string[]> };
        assert.deepEqual(reachability["engine"], ["mirror", "registry"]);
        assert.deepEqual(reachability["mongo-perso"], []);
    });

    it("publishes its ports where the site says, the hub's on the loopback address", () => {
        const published = recording()
            .all("container")
            .flatMap(({ inputs }) => (inputs.ports ?? []).map(({ ip, external }) => [inputs.hostname, ip, external]));
        assert.deepEqual(published.sort(), [
            ["engine", "127.0.0.1", 2376],
            ["engine", "127.0.0.1", 8080],
            ["hub", "127.0.0.1", 5001],
            ["mongo-perso", "127.0.0.1", 27017],
            ["registry", "127.0.0.1", 5000],
            ["webserver", "0.0.0.0", 8080],
        ]);
    });

    it("keeps what is pushed and written as the site says, in volumes of its own", () => {
        assert.deepEqual(recording().names("volume"), [
            "lab-engine-data",
            "lab-hub-data",
            "lab-mirror-data",
            "lab-mongo-perso-data",
            "lab-registry-data",
        ]);
        assert.ok(
            recording()
                .all("volume")
                .every(({ options }) => options.retainOnDelete),
            `site ${site} retains`,
        );
    });

    it("says that FerretDB stands in for MongoDB", () => {
        const { mongo } = recording().stackOutputs["lab"] as { mongo: { server: string } };
        assert.match(mongo.server, /FerretDB .* in place of MongoDB/);
    });

    it("gives the engine's and the registry's credentials as secrets only", () => {
        const secrets = recording().outputs.find(({ values }) => "lab" in values)?.secrets ?? [];
        assert.ok(secrets.some((path) => path.startsWith("lab.registry")));
        assert.ok(secrets.some((path) => path.startsWith("lab.engine")));
        assert.equal(variable(container("hub"), "SSL_CERT_FILE"), undefined);
    });
});
