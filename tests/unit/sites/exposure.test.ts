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
                .all("container")
                .flatMap(({ inputs }) =>
                    (inputs.volumes ?? [])
                        .filter(({ volumeName }) => volumeName === `${site}-${volume}`)
                        .map(({ readOnly }) => ({ name: inputs.hostname ?? "", readOnly })),
                );
        const writers = (volume: string) =>
            mounts(volume)
                .filter(({ readOnly }) => !readOnly)
                .map(({ name }) => name);

        it("closes every zone that says nothing else", () => {
            assertEach(recording().all("network"), ({ inputs }) => typeof inputs.internal === "boolean");
            assert.deepEqual(openZones(), ["id-of-openchami-external"]);
        });

        it("publishes ports only of what is in an open zone", () => {
            const publishing = recording()
                .all("container")
                .filter(({ inputs }) => (inputs.ports ?? []).length > 0);
            assertEach(publishing, ({ inputs }) =>
                (inputs.networksAdvanced ?? []).some(({ name }) => openZones().includes(name)),
            );
            assertEach(publishing, ({ inputs }) => (inputs.ports ?? []).every(({ ip }) => ip !== undefined));
            assert.deepEqual(
                publishing.map(({ inputs }) => inputs.hostname),
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
            const verdict = parseSite(withoutNamespace(siteConfig(site)));
            assert.ok("site" in verdict);
            const policy = verdict.site.volumes;
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
