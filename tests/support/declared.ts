import type { Violation } from "../../policies/rules";
import { violationsOf } from "../../policies/rules";
import { type RuleName, settingsOf } from "../../policies/settings";
import { type State, state } from "../../scripts/review/preview";
import { Resources } from "../../scripts/review/resources";
import { parseSite } from "../../stacks/site";

const STACK = "urn:pulumi:test::hpc-stacks::pulumi:pulumi:Stack::hpc-stacks-test";

/** Types by a short name. */
const TYPES = {
    authority: "hpc-stacks:index:CertificateAuthority",
    container: "docker:index/container:Container",
    engine: "hpc-stacks:index:DockerEngine",
    environment: "hpc-stacks:index:Tour",
    image: "docker:index/remoteImage:RemoteImage",
    networks: "hpc-stacks:index:SegmentedNetworks",
    rootCertificate: "tls:index/selfSignedCert:SelfSignedCert",
    certificate: "tls:index/locallySignedCert:LocallySignedCert",
    secret: "docker:index/secret:Secret",
    service: "docker:index/service:Service",
    volume: "docker:index/volume:Volume",
    zone: "docker:index/network:Network",
} as const;

/** A resource of an invented environment `tour`. */
export interface Declared {
    readonly type: keyof typeof TYPES;
    /** Name inside the environment. */
    readonly name: string;
    readonly inputs?: Record<string, unknown>;
    /** The component that it is part of. @default - the environment itself */
    readonly parent?: Declared;
    /** What its inputs are made of. */
    readonly from?: Readonly<Record<string, readonly Declared[]>>;
}

/** What a container of ours always has, so that each test says only what it is about. */
export const WELL_DECLARED = {
    hostname: "web",
    networkMode: "none",
    user: "1000:1000",
    memory: 64,
    memorySwap: 64,
    logDriver: "json-file",
    logOpts: { "max-file": "3", "max-size": "10m" },
    capabilities: { drops: ["ALL"] },
    securityOpts: ["no-new-privileges:true"],
    healthcheck: { tests: ["CMD", "true"] },
    labels: [{ label: "hpc-stacks.service", value: "web" }],
};

/** What a service of a swarm always has. */
export const WELL_DECLARED_TASK = {
    containerSpec: {
        hostname: "web",
        user: "1000:1000",
        capDrops: ["ALL"],
        healthcheck: { tests: ["CMD", "true"] },
        env: {},
    },
    resources: { limits: { memoryBytes: 64 * 1024 * 1024 } },
    logDriver: { name: "json-file", options: { "max-file": "3", "max-size": "10m" } },
    networksAdvanceds: [{ id: "host" }],
};

/** A container called `web` that differs from a well declared one. */
export function container(inputs: Record<string, unknown> = {}, rest: Partial<Declared> = {}): Declared {
    return { type: "container", name: "web", inputs: { ...WELL_DECLARED, ...inputs }, ...rest };
}

/** The resources as a preview tells of them. */
export function resourcesOf(...declared: readonly Declared[]): Resources {
    const environment: Declared = { type: "environment", name: "" };
    return new Resources([
        { ...stateOf({ type: "environment", name: "stack" }), urn: STACK, type: "pulumi:pulumi:Stack", parent: "" },
        { ...stateOf(environment), parent: STACK },
        ...declared.map(stateOf),
    ]);
}

/** What a rule says of declared resources, for a site that says of the rules what is given. */
export function broken(rule: RuleName, declared: readonly Declared[], policies: object = {}): string[] {
    return violations(declared, { policies })
        .filter((violation) => violation.rule === rule)
        .map(({ name, message }) => `${name} ${message}`);
}

/** All violations of declared resources. */
export function violations(declared: readonly Declared[], site: Record<string, unknown> = {}): Violation[] {
    const verdict = parseSite({ environments: ["lab"], lab: {}, ...site });
    if ("faults" in verdict) {
        throw new Error(JSON.stringify(verdict.faults));
    }
    return violationsOf(resourcesOf(...declared), settingsOf(verdict.site));
}

function stateOf({ type, name, inputs = {}, parent, from = {} }: Declared): State {
    const token = TYPES[type];
    return state.parse({
        urn: urnOf({ type, name }),
        type: token,
        custom: !token.startsWith("hpc-stacks:"),
        inputs,
        parent: urnOf(parent ?? { type: "environment", name: "" }),
        propertyDependencies: Object.fromEntries(Object.entries(from).map(([key, made]) => [key, made.map(urnOf)])),
    });
}

function urnOf({ type, name }: Pick<Declared, "type" | "name">): string {
    return `urn:pulumi:test::hpc-stacks::${TYPES[type]}::${name === "" ? "tour" : `tour-${name}`}`;
}
