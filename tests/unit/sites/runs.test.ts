import assert from "node:assert/strict";

import { imageNames } from "../../../images/catalogue";
import type { Recording } from "../../support/recording";
import { type SiteConfig, describeSites, recordSite, siteConfig } from "../../support/sites";
import { fullSite } from "../../support/full-site";

/** An update of it needs nothing that the toolchain builds. */
const pulledSite: SiteConfig = {
    ...fullSite,
    "hpc-stacks:images": { pulled: Object.fromEntries(imageNames.map((name) => [name, `example/${name}:1.0`])) },
};

describeSites("first preview", (recording, site) => {
    it("shows the resources of later ones", async () => {
        const first = await recordSite(siteConfig(site), { stack: site, run: "first preview" });
        assert.deepEqual(keys(first), keys(recording()));
    });
});

describe("an update", () => {
    it("asks for exactly what its preview showed", async () => {
        const preview = await recordSite(pulledSite, { run: "preview" });
        const update = await recordSite(pulledSite, { run: "update" });
        assert.deepEqual(update.sorted(), preview.sorted());
    });
});

describe("the engine of a site", () => {
    it("gets its address in plain and its TLS material as secrets", async () => {
        const engine = (await recordSite(fullSite)).the("provider", "engine");
        assert.equal(engine.inputs.host, "tcp://engine.example.com:2376");
        assert.equal(engine.inputs.keyMaterial, "our private key");
        assert.deepEqual([...engine.secrets].sort(), ["caMaterial", "certMaterial", "keyMaterial"]);
    });

    it("is the Docker client's own when the site names none", async () => {
        const engine = (await recordSite(siteConfig("dev"))).the("provider", "engine");
        assert.equal(engine.inputs.host, process.env["DOCKER_HOST"]);
        assert.deepEqual(engine.secrets, []);
    });
});

function keys(recording: Recording): string[] {
    return recording.sorted().map(({ urn }) => urn);
}
