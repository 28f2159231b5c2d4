import { Bss, type BssArgs } from "../../components/boot/bss";
import { CertificateAuthority, type CertificateAuthorityArgs } from "../../components/ca/certificate-authority";
import { Postgres, type PostgresArgs } from "../../components/database/postgres";
import { Gateway, type GatewayArgs } from "../../components/gateway/gateway";
import { GatewayCertificate, type GatewayCertificateArgs } from "../../components/gateway/gateway-certificate";
import { Hydra, type HydraArgs } from "../../components/identity/hydra";
import { Opaal, type OpaalArgs } from "../../components/identity/opaal";
import { Smd, type SmdArgs } from "../../components/inventory/smd";
import { SegmentedNetworks } from "../../components/network/segmented-networks";
import { PLACEMENT } from "../../stacks/openchami/placement";

/** What a test says of the components; the rest is filled in. */
export interface TourArgs {
    readonly ca?: Partial<CertificateAuthorityArgs>;
    readonly certificate?: Partial<GatewayCertificateArgs>;
    readonly gateway?: Partial<GatewayArgs>;
    readonly postgres?: Partial<PostgresArgs>;
    readonly hydra?: Partial<HydraArgs>;
    readonly opaal?: Partial<OpaalArgs>;
    readonly smd?: Partial<SmdArgs>;
    readonly bss?: Partial<BssArgs>;
}

const IMAGE = "sha256:0000";
const DOMAIN = "tour.example.com";
const DATABASES = { bssdb: "bss-user", hmsds: "smd-user", hydradb: "hydra-user" };

/** One zone for all, which lets everyone publish. */
export function oneZone(services: readonly string[] = Object.keys(PLACEMENT)): SegmentedNetworks {
    return new SegmentedNetworks("tour", {
        zones: { all: { internal: false, members: services } },
        placement: Object.fromEntries(services.map((service) => [service, ["all"]])),
        publishing: services,
    });
}

/** Each component of the docker tour, named `tour`, wired up as they depend on each other, and made when asked for. */
export function tour(args: TourArgs = {}) {
    const common = { image: IMAGE, networks: oneZone() };
    const ca = once(
        () => new CertificateAuthority("tour", { ...common, authorityName: "Example", lifetime: "24h", ...args.ca }),
    );
    const certificate = once(
        () => new GatewayCertificate("tour", { ...common, ca: ca(), domain: DOMAIN, ...args.certificate }),
    );
    const gateway = once(
        () =>
            new Gateway("tour", {
                ...common,
                certificate: certificate(),
                routes: [],
                domain: DOMAIN,
                address: "192.0.2.1",
                httpsPort: 8443,
                ...args.gateway,
            }),
    );
    const postgres = once(() => new Postgres("tour", { ...common, databases: DATABASES, ...args.postgres }));
    const hydra = once(
        () =>
            new Hydra("tour", {
                ...common,
                database: postgres().accessTo("hydradb"),
                issuer: `https://${DOMAIN}/`,
                clients: ["opaal", "openchami"],
                scopes: ["smd.read", "openid"],
                ...args.hydra,
            }),
    );
    const opaal = once(
        () =>
            new Opaal("tour", {
                ...common,
                hydra: hydra(),
                serviceClient: "opaal",
                scopes: ["openid"],
                ...args.opaal,
            }),
    );
    const smd = once(
        () =>
            new Smd("tour", {
                ...common,
                database: postgres().accessTo("hmsds"),
                opaal: opaal(),
                prefixes: ["/hsm/v2"],
                ...args.smd,
            }),
    );
    const bss = once(
        () =>
            new Bss("tour", {
                ...common,
                database: postgres().accessTo("bssdb"),
                opaal: opaal(),
                smd: smd(),
                prefixes: ["/boot/v1"],
                domain: DOMAIN,
                ...args.bss,
            }),
    );
    return { ca, certificate, gateway, postgres, hydra, opaal, smd, bss };
}

function once<T>(make: () => T): () => T {
    let made: T | undefined;
    return () => (made ??= make());
}
