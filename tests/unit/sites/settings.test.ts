import assert from "node:assert/strict";

import { fullSite } from "../../support/full-site";
import type { Recording } from "../../support/recording";
import { type SiteConfig, recordSite } from "../../support/sites";

const OPENCHAMI = fullSite["hpc-stacks:openchami"] as Record<string, object>;

/** A site that differs from the full one by a part of its OpenCHAMI environment. */
function saying(part: Record<string, unknown>): SiteConfig {
    return { ...fullSite, "hpc-stacks:openchami": { ...OPENCHAMI, ...part } };
}

function within(section: string, part: Record<string, unknown>): SiteConfig {
    return saying({ [section]: { ...OPENCHAMI[section], ...part } });
}

const DATA_VOLUMES = ["hydra-secret", "postgres-data", "step-home", "step-root-ca"];

/** By what changes in the site: the site, and the names of all resources that change. */
const CHANGES: Record<string, { config: SiteConfig; changed: string[] }> = {
    "the domain": { config: saying({ domain: "other.example.com" }), changed: ["bss", "cert-sidecar", "hydra"] },
    "the authority's name": { config: saying({ authority: "Other" }), changed: ["step-ca"] },
    "the address": { config: saying({ listen: "192.0.2.11" }), changed: ["bss", "haproxy", "smd"] },
    "the port for https": { config: within("ports", { https: 8443 }), changed: ["haproxy", "hydra"] },
    "the port for http": { config: within("ports", { http: 8080 }), changed: ["haproxy"] },
    "the certificate's lifetime": { config: within("certificate", { lifetime: "2h" }), changed: ["step-ca"] },
    "the time between renewals": { config: within("certificate", { renewPeriod: "5m" }), changed: ["cert-sidecar"] },
    "the token's lifetime": { config: saying({ tokenLifetime: "45m" }), changed: ["hydra"] },
    "the log level": { config: saying({ logLevel: "error" }), changed: ["bss", "haproxy", "hydra"] },
    "the epoch of database passwords": {
        config: within("rotation", { databasePasswords: 9 }),
        changed: ["bssdb-password", "hmsds-password", "hydradb-password"],
    },
    "the epoch of client secrets": {
        config: within("rotation", { clientSecrets: 9 }),
        changed: ["opaal-client-secret", "openchami-client-secret"],
    },
    "the subnet of a zone": {
        config: within("zones", { internal: { subnet: "10.89.2.0/24" } }),
        changed: ["internal"],
    },
    "a zone of a service": { config: within("services", { postgres: {} }), changed: ["postgres"] },
    "a route": {
        config: within("services", { bss: { zones: ["management"], publish: 27778 } }),
        changed: ["haproxy"],
    },
    "a port of a service": {
        config: within("services", {
            bss: { ...(OPENCHAMI["services"] as Record<string, object>)["bss"], publish: 1 },
        }),
        changed: ["bss"],
    },
    "what becomes of data": { config: { ...fullSite, "hpc-stacks:volumes": "protect" }, changed: DATA_VOLUMES },
    "an image": {
        config: { ...fullSite, "hpc-stacks:images": { pulled: { ...pulled(), haproxy: "haproxy:2.8" } } },
        changed: ["image-haproxy"],
    },
};

describe("a site that changes", () => {
    let written: Recording;
    before(async () => {
        written = await recordSite(fullSite);
    });

    for (const [what, { config, changed }] of Object.entries(CHANGES)) {
        it(`${what} changes what it must and nothing else`, async () => {
            const after = await recordSite(config);
            assert.deepEqual(
                differing(written, after),
                changed.map((name) => `openchami-${name}`),
            );
        });
    }
});

function pulled(): object {
    return (fullSite["hpc-stacks:images"] as { pulled: object }).pulled;
}

/** Names of the resources of providers whose inputs or options differ, and of those that only one of the two has. */
function differing(one: Recording, other: Recording): string[] {
    const states = [one, other].map(
        (recording) =>
            new Map(
                recording.resources
                    .filter(({ custom }) => custom)
                    .map(({ urn, name, inputs, options }) => [urn, { name, state: JSON.stringify([inputs, options]) }]),
            ),
    );
    const [before, after] = states;
    assert.ok(before && after);
    const all = new Map([...before, ...after]);
    return [...all]
        .filter(([urn]) => before.get(urn)?.state !== after.get(urn)?.state)
        .map(([, { name }]) => name)
        .sort();
}
