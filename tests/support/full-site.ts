import type { SiteConfig } from "./sites";

/** A site that says something of everything, lists and maps with more than one entry where that is allowed. */
export const fullSite: SiteConfig = {
    "hpc-stacks:environments": ["openchami"],
    "hpc-stacks:mode": "standalone",
    "hpc-stacks:purpose": "production",
    "hpc-stacks:policies": {
        "ca-read-only": "mandatory",
        "certificate-lifetime": "mandatory",
        hardening: "advisory",
        "health-checks": "advisory",
        limits: "disabled",
        "pinned-images": "advisory",
        "published-from-internal": "mandatory",
        "secrets-in-plain": "advisory",
        "zones-respected": "mandatory",
        "certificate-bounds": { shortest: "10m", longest: "8760h" },
    },
    "hpc-stacks:volumes": "retain",
    "hpc-stacks:engine": {
        host: "tcp://engine.example.com:2376",
        ca: "the engine's authority",
        cert: "our certificate",
        key: "our private key",
    },
    "hpc-stacks:images": {
        pulled: { haproxy: "haproxy:2.6-bookworm", postgres: "postgres:15-bookworm", opaal: "nginx:1.26-bookworm" },
    },
    "hpc-stacks:openchami": {
        domain: "tour.example.com",
        authority: "Example",
        listen: "192.0.2.10",
        ports: { https: 443, http: 80 },
        certificate: { lifetime: "1h", renewPeriod: "20m" },
        tokenLifetime: "30m",
        logLevel: "debug",
        rotation: { databasePasswords: 3, clientSecrets: 4 },
        zones: {
            internal: { subnet: "10.89.1.0/24" },
            management: { internal: false, members: ["smd", "bss"], subnet: "10.89.4.0/24" },
            backup: { members: ["postgres", "step-ca", "hydra"] },
        },
        services: {
            smd: { zones: ["management"], routes: ["/hsm/v2", "/hsm/v1", "/inventory"], publish: 27779 },
            bss: { zones: ["management"], routes: ["/boot/v1", "/apis/bss", "/boot/v2"], publish: 27778 },
            postgres: { zones: ["backup"] },
            "step-ca": { zones: ["backup"] },
        },
    },
};
