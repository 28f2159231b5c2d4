/** A change of the site file, and the report on it in full. */
export interface ReportedChange {
    readonly change: string;
    readonly openchami?: Record<string, unknown>;
    readonly rest?: Record<string, unknown>;
    /** Further arguments of Pulumi. */
    readonly args?: readonly string[];
    readonly report: string;
}

const DATABASE_WORDS = `### \`openchami\`: 10 replaced

**Restarts, in this order**

1. \`postgres\`: secret variables; secrets \`bssdb-password\`, \`hmsds-password\`, \`hydradb-password\` are made anew
2. job \`bss-init\`: secret variables; secret \`bssdb-password\` is made anew
3. job \`hydra-migrate\`: secret variables; secret \`hydradb-password\` is made anew
4. \`hydra\`: secret variables; secret \`hydradb-password\` is made anew
5. job \`smd-init\`: secret variables; secret \`hmsds-password\` is made anew
6. \`smd\`: secret variables; secret \`hmsds-password\` is made anew
7. \`bss\`: secret variables; secret \`bssdb-password\` is made anew

**Secrets, keys and certificates**

- secret \`bssdb-password\` is made anew
- secret \`hmsds-password\` is made anew
- secret \`hydradb-password\` is made anew

**Replaced**

- jobs \`bss-init\`, \`hydra-migrate\`, \`smd-init\`
- secrets \`bssdb-password\`, \`hmsds-password\`, \`hydradb-password\`
- services \`bss\`, \`hydra\`, \`postgres\`, \`smd\`
`;

/** Changes of a site file, each with the whole report on it. */
export const REPORTED_CHANGES: readonly ReportedChange[] = [
    { change: "nothing", report: "**Nothing changes**\n" },
    {
        change: "the gateway's port",
        openchami: { ports: { https: 65001 } },
        report: `### \`openchami\`: 2 replaced

**Restarts, in this order**

1. \`haproxy\`: published ports
2. \`hydra\`: secret variables

**Published ports**

- opens \`127.0.0.1:65001\` of the host to port \`443\` of \`haproxy\`
- closes \`127.0.0.1:<port>\` of the host to port \`443\` of \`haproxy\`

**Replaced**

- services \`haproxy\`, \`hydra\`
`,
    },
    {
        change: "an image, from built to pulled",
        rest: { images: { pulled: { smd: "ghcr.io/openchami/smd:v2.17.7" } } },
        report: `### \`openchami\`: 3 replaced

**Restarts, in this order**

1. job \`smd-init\`: image \`smd\` is made anew
2. \`smd\`: image \`smd\` is made anew

**Images**

- \`smd\` is pulled anew: \`ghcr.io/openchami/smd:v2.17.7\`

**Replaced**

- image \`smd\`
- job \`smd-init\`
- service \`smd\`

**Images not pinned by a digest**

- \`ghcr.io/openchami/smd:v2.17.7\`
`,
    },
    {
        change: "a zone of the site's own, who joins it, and a port",
        openchami: {
            zones: { mgmt: { internal: false, members: ["step-ca", "smd"] } },
            services: { smd: { zones: ["mgmt"], publish: 65002 }, "step-ca": { zones: ["mgmt"] } },
        },
        report: `### \`openchami\`: 1 created, 2 replaced

**Restarts, in this order**

1. \`smd\`: zones \`internal\` → \`internal, mgmt\`; published ports
2. \`step-ca\`: zones \`cert-internal\` → \`cert-internal, mgmt\`

**Who can reach whom**

- \`smd\` and \`step-ca\` reach each other
- \`smd\`, \`step-ca\` get a way out of the engine

**Published ports**

- opens \`127.0.0.1:65002\` of the host to port \`27779\` of \`smd\`

**Created**

- zone \`mgmt\`

**Replaced**

- services \`smd\`, \`step-ca\`
`,
    },
    {
        change: "a zone's addresses",
        openchami: { zones: { "cert-internal": { subnet: "10.213.9.0/24" } } },
        report: `### \`openchami\`: 3 replaced

**Restarts, in this order**

1. \`step-ca\`: zone \`cert-internal\` is made anew
2. \`cert-sidecar\`: service \`step-ca\`, zone \`cert-internal\` are made anew

**Replaced**

- services \`cert-sidecar\`, \`step-ca\`
- zone \`cert-internal\`
`,
    },
    {
        change: "the clients' secrets",
        openchami: { rotation: { clientSecrets: 1 } },
        report: `### \`openchami\`: 4 replaced

**Restarts, in this order**

1. job \`hydra-client\`: secret variables; secrets \`opaal-client-secret\`, \`openchami-client-secret\` are made anew
2. \`opaal\`: files with secrets; secret \`opaal-client-secret\` is made anew

**Secrets, keys and certificates**

- secret \`opaal-client-secret\` is made anew
- secret \`openchami-client-secret\` is made anew

**Replaced**

- job \`hydra-client\`
- secrets \`opaal-client-secret\`, \`openchami-client-secret\`
- service \`opaal\`
`,
    },
    { change: "the database's passwords", openchami: { rotation: { databasePasswords: 1 } }, report: DATABASE_WORDS },
    {
        change: "how long certificates live",
        openchami: { certificate: { lifetime: "12h" } },
        report: `### \`openchami\`: 1 replaced

**Restarts, in this order**

1. \`step-ca\`: variable \`CERTIFICATE_LIFETIME\` \`24h\` → \`12h\`

**Certificates**

- that \`step-ca\` signs, from the next one on: variable \`CERTIFICATE_LIFETIME\` \`24h\` → \`12h\`

**Replaced**

- service \`step-ca\`
`,
    },
    {
        change: "what becomes of data on destroy",
        rest: { volumes: "protect" },
        report: `**On destroy**

- volume \`hydra-secret\`: \`delete\` → \`protect\`
- volume \`postgres-data\`: \`delete\` → \`protect\`
- volume \`step-home\`: \`delete\` → \`protect\`
- volume \`step-root-ca\`: \`delete\` → \`protect\`

**Nothing changes**
`,
    },
    {
        change: "a data volume, which is replaced",
        args: ["--replace", "**docker:index/volume:Volume::openchami-hydra-secret"],
        report: `**Data is lost: these volumes are removed with all that is in them**

- **\`hydra-secret\` (\`<site>-openchami-hydra-secret\`), replaced by an empty one**

### \`openchami\`: 3 replaced

**Restarts, in this order**

1. job \`hydra-migrate\`: volume \`hydra-secret\` is made anew
2. \`hydra\`: job \`hydra-migrate\`, volume \`hydra-secret\` are made anew

**Replaced**

- job \`hydra-migrate\`
- service \`hydra\`
- volume \`hydra-secret\`
`,
    },
    {
        change: "several things, wrongly",
        openchami: { domain: "Nowhere", ports: { htps: 1 } },
        rest: { volumes: "keep" },
        report: `**This cannot be brought up**

- Pulumi.<site>.yaml cannot be used:
- hpc-stacks:openchami.domain: must be a DNS name in lower case such as demo.openchami.cluster, got "Nowhere"
- hpc-stacks:openchami.ports.htps: unknown key, did you mean "https"?
- hpc-stacks:volumes: must be one of: delete, retain, protect, got "keep"
- see docs/site-file.md
`,
    },
];
