import assert from "node:assert/strict";

import { assertEach } from "../../support/assert-each";
import type { Recording } from "../../support/recording";
import { type SiteConfig, recordSite, siteConfig } from "../../support/sites";

const ENGINE = { "hpc-stacks:engine": { environment: "pcocc" }, "hpc-stacks:pcocc": {} };
const openchami: SiteConfig = {
    ...siteConfig("dev"),
    ...ENGINE,
    "hpc-stacks:environments": ["openchami", "pcocc"],
};
const storlets = (section: object): SiteConfig => ({
    ...siteConfig("storlets"),
    ...ENGINE,
    "hpc-stacks:environments": ["pcocc", "storlets"],
    "hpc-stacks:storlets": section,
});
const FOREIGN = {
    swift: { url: "http://swift.example.com/auth/v1.0", user: "a:b", key: "c" },
    base: { object: "debian_12_jre17_storlets.tar" },
};

describe("an environment inside the engine of its own site", () => {
    const madeOn = (recording: Recording, provider: string) =>
        recording.resources.filter((resource) => resource.provider.includes(`::${provider}::`));
    const goneWith = (recording: Recording, name: string) =>
        recording
            .lineage(recording.resources.find((resource) => resource.name === name)!)
            .flatMap(({ options }) => options.deletedWith || []);

    it("is made in it, all of it, and nothing but the engine outside", async () => {
        const recording = await recordSite(openchami);
        const outside = madeOn(recording, "engine").map(({ name }) => name.split("-")[0]);
        assert.deepEqual([...new Set(outside)], ["pcocc"]);
        const inside = madeOn(recording, "pcocc-engine-provider");
        assert.ok(inside.length > 30, `only ${inside.length} resources are inside`);
        assertEach(inside, ({ name }) => name.startsWith("openchami-"));
        assertEach(inside, ({ name }) => goneWith(recording, name).some((urn) => urn.endsWith("::pcocc-engine-data")));
    });

    it("is reached at the address that it says, which the engine passes on to all addresses inside", async () => {
        const recording = await recordSite(openchami);
        const { ports: outside = [] } = recording.the("container", "pcocc-engine-dockerd").inputs;
        assert.deepEqual(outside[1], { external: 8443, internal: 8443, ip: "127.0.0.1", protocol: "tcp" });
        const { ports: inside = [] } = recording.the("container", "openchami-haproxy").inputs;
        assert.deepEqual(
            inside.map(({ ip, external }) => [ip, external]),
            [["0.0.0.0", 8443]],
        );
        const { url } = recording.stackOutputs["openchami"] as { url: string };
        assert.equal(url, "https://demo.openchami.cluster:8443");
    });

    it("waits for the engine to answer", async () => {
        const recording = await recordSite(openchami);
        const component = recording.resources.find(({ name }) => name === "openchami")!;
        assert.ok(component.dependencies.some((urn) => urn.endsWith("::pcocc-engine-dockerd")));
    });

    it("asks it for what no plugin makes, by a secret certificate", async () => {
        const recording = await recordSite(storlets({}));
        const { inputs, secrets } = recording.the("tenantImage", "storlets-image-tenant");
        assert.deepEqual(inputs.engine, {
            host: "tcp://127.0.0.1:60222",
            ca: "certificate<pcocc-engine-certificates-ca>",
            cert: "certificate<pcocc-engine-certificates-client>",
            key: "private key<pcocc-engine-certificates-client>",
        });
        assert.ok(secrets.includes("engine"));
    });

    it("is not gone with it as far as it is in a Swift of others", async () => {
        const own = await recordSite(storlets({}));
        assert.notDeepEqual(goneWith(own, "storlets-image-object"), []);
        const foreign = await recordSite(storlets(FOREIGN));
        assert.deepEqual(goneWith(foreign, "storlets-image-object"), []);
    });
});
