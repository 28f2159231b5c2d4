import * as pulumi from "@pulumi/pulumi";

import { Bss } from "../../components/boot/bss";
import { CertificateAuthority } from "../../components/ca/certificate-authority";
import { Component } from "../../components/component";
import { Postgres } from "../../components/database/postgres";
import { GatewayCertificate } from "../../components/gateway/gateway-certificate";
import { Gateway } from "../../components/gateway/gateway";
import type { GatewayLogLevel } from "../../components/gateway/haproxy-config";
import { Hydra, type OAuthClient } from "../../components/identity/hydra";
import { Opaal } from "../../components/identity/opaal";
import { ImageSet, type PulledImages } from "../../components/image/image-set";
import { Smd } from "../../components/inventory/smd";
import type { EngineMode } from "../../components/network/networks";
import { SegmentedNetworks } from "../../components/network/segmented-networks";
import type { VolumePolicy } from "../../components/volume/volume";
import type { PublishedPort } from "../../components/workload/workload";
import { publishingServices, sitePlacement, siteZones } from "./placement";
import { OPENCHAMI_IMAGES, type OpenChamiSite, sitePrefixes } from "./site";

const DATABASES = { bssdb: "bss-user", hmsds: "smd-user", hydradb: "hydra-user" } as const;
/** Users get their tokens as `openchami`; services without credentials of their own as `opaal`. */
const CLIENTS = { user: "openchami", service: "opaal" } as const;
const SCOPES = ["openid", "smd.read"] as const;

export interface OpenChamiArgs {
    /** What the site says of the environment. */
    readonly site: OpenChamiSite;
    /** Images to pull instead of building. */
    readonly pulled: PulledImages;
    /** What becomes of data on destroy. */
    readonly volumes: VolumePolicy;
    /** How the services are run. */
    readonly mode: EngineMode;
}

/** What a user needs to know of the environment that stands. */
export interface OpenChamiOutputs {
    /** URL of the gateway; its name resolves where the site's DNS or hosts file says so. */
    readonly url: pulumi.Output<string>;
    /** OAuth client that users get their tokens as. */
    readonly client: OAuthClient;
    /** Service that has the root certificate that the gateway's certificate is verified against, and its path there. */
    readonly rootCertificate: { service: string; path: string };
    /** Who can reach whom, as declared. */
    readonly reachability: Record<string, string[]>;
}

/** OpenCHAMI's docker tour: authority, gateway with its sidecar, hydra and opaal on segmented networks, smd and bss. */
export class OpenChami extends Component {
    readonly outputs: OpenChamiOutputs;

    constructor(name: string, { site, pulled, volumes, mode }: OpenChamiArgs, opts?: pulumi.ComponentResourceOptions) {
        super("OpenChami", name, opts);
        const parent = { parent: this };
        const { domain } = site;
        const prefixes = sitePrefixes(site.services);

        const images = new ImageSet(`${name}-image`, { images: OPENCHAMI_IMAGES, pulled }, parent);
        const networks = new SegmentedNetworks(
            name,
            { zones: siteZones(site), placement: sitePlacement(site), publishing: publishingServices(site), mode },
            parent,
        );

        const ca = new CertificateAuthority(
            name,
            {
                image: images.id("step-ca"),
                networks,
                authorityName: site.authority,
                lifetime: site.certificate.lifetime,
                volumes,
            },
            parent,
        );
        const certificate = new GatewayCertificate(
            name,
            { image: images.id("cert-sidecar"), networks, ca, domain, renewPeriod: site.certificate.renewPeriod },
            parent,
        );

        const postgres = new Postgres(
            name,
            {
                image: images.id("postgres"),
                networks,
                databases: DATABASES,
                passwordEpoch: site.rotation.databasePasswords,
                volumes,
            },
            parent,
        );
        const hydra = new Hydra(
            name,
            {
                image: images.id("hydra"),
                networks,
                database: postgres.accessTo("hydradb"),
                issuer: `https://${domain}:${site.ports.https}/`,
                clients: Object.values(CLIENTS),
                scopes: SCOPES,
                tokenLifetime: site.tokenLifetime,
                clientSecretEpoch: site.rotation.clientSecrets,
                logLevel: site.logLevel,
                volumes,
            },
            parent,
        );
        const opaal = new Opaal(
            name,
            { image: images.id("opaal"), networks, hydra, serviceClient: CLIENTS.service, scopes: SCOPES },
            parent,
        );

        const smd = new Smd(
            name,
            {
                image: images.id("smd"),
                networks,
                database: postgres.accessTo("hmsds"),
                opaal,
                prefixes: prefixes.smd,
                publish: published(site, "smd"),
            },
            parent,
        );
        const bss = new Bss(
            name,
            {
                image: images.id("bss"),
                networks,
                database: postgres.accessTo("bssdb"),
                opaal,
                smd,
                prefixes: prefixes.bss,
                publish: published(site, "bss"),
                domain,
                debug: site.logLevel === "debug",
            },
            parent,
        );

        const gateway = new Gateway(
            name,
            {
                image: images.id("haproxy"),
                networks,
                certificate,
                routes: [opaal.route, smd.route, bss.route],
                domain,
                address: site.listen,
                httpsPort: site.ports.https,
                httpPort: site.ports.http,
                logLevel: GATEWAY_LOG_LEVELS[site.logLevel],
            },
            parent,
        );

        this.outputs = {
            url: gateway.url,
            client: hydra.client(CLIENTS.user),
            rootCertificate: { service: ca.service, path: ca.rootPath },
            reachability: networks.reachability,
        };
        this.registerOutputs(this.outputs);
    }
}

/** Where a service of the environment listens on the host, beside the gateway. */
function published(
    { listen, services }: OpenChamiSite,
    service: "smd" | "bss",
): Omit<PublishedPort, "port"> | undefined {
    const hostPort = services[service]?.publish;
    return hostPort === undefined ? undefined : { hostPort, address: listen };
}

/** haproxy's names for the site's log levels. */
const GATEWAY_LOG_LEVELS: Record<OpenChamiSite["logLevel"], GatewayLogLevel> = {
    debug: "debug",
    error: "err",
    info: "info",
    warning: "warning",
};
