import assert from "node:assert/strict";

import { parseSite } from "../../../stacks/site";
import { assertEach } from "../../support/assert-each";
import { describeSites, siteConfig, withoutNamespace } from "../../support/sites";

/** Volumes whose loss would cost more than a restart. */
const DATA = ["openchami-hydra-secret", "openchami-postgres-data", "openchami-step-home", "openchami-step-root-ca"];

describeSites(
    "exposure",
    (recording, site) => {
        const openZones = () =>
            recording()
                .all("network")
                .filter(({ inputs }) => inputs.internal === false)
                .map(({ name }) => `id-of-${name}`);
        const mounts = (volume: string) =>
            recording()
                .runnables()
                .flatMap(({ service, volumes }) =>
                    volumes
                        .filter((mounted) => mounted.volume === `${site}-${volume}`)
                        .map(({ readOnly }) => ({ name: service ?? "", readOnly })),
                );
        const writers = (volume: string) =>
            mounts(volume)
                .filter(({ readOnly }) => !readOnly)
                .map(({ name }) => name);

        const parsed = () => {
            const verdict = parseSite(withoutNamespace(siteConfig(site)));
            assert.ok("site" in verdict);
            return verdict.site;
        };
        const listen = () => parsed().openchami?.listen;

        it("closes every zone that says nothing else", () => {
            assertEach(recording().all("network"), ({ inputs }) => typeof inputs.internal === "boolean");
            assert.deepEqual(openZones(), ["id-of-openchami-external"]);
        });

        it("publishes ports only of what is in an open zone", () => {
            const publishing = recording()
                .runnables()
                .filter(({ publishedOn }) => publishedOn.length > 0);
            assertEach(publishing, ({ networks }) => networks.some(({ id }) => openZones().includes(id ?? "")));
            assertEach(publishing, ({ publishedOn }) => publishedOn.every((address) => address === listen()));
            assert.deepEqual(
                publishing.map(({ service }) => service),
                ["haproxy"],
            );
        });

        it("lets the authority alone write the root certificate, and the sidecar alone the gateway's", () => {
            assert.deepEqual(writers("openchami-step-root-ca"), ["step-ca"]);
            assert.deepEqual(writers("openchami-step-home"), ["step-ca"]);
            assert.deepEqual(writers("openchami-haproxy-certs"), ["cert-sidecar"]);
            assert.ok(mounts("openchami-step-root-ca").length > 1, "somebody must verify by the root certificate");
        });

        it("treats data volumes as the site says, and keeps no other", () => {
            const policy = parsed().volumes;
            const data = recording()
                .all("volume")
                .filter(({ name }) => DATA.includes(name));
            assert.equal(data.length, DATA.length);
            assertEach(data, ({ options }) => options.protect === (policy === "protect"));
            assertEach(data, ({ options }) => options.retainOnDelete === (policy === "retain"));
            const others = recording()
                .all("volume")
                .filter(({ name }) => !DATA.includes(name));
            assertEach(others, ({ options }) => !options.protect && !options.retainOnDelete);
        });
    },
    "openchami",
);
