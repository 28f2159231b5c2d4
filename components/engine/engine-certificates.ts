import { isIP } from "node:net";

import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

import { Component } from "../component";
import { seconds } from "../duration";
import type { ClientCertificate } from "./engine-access";

export interface EngineCertificatesArgs {
    /** Names and addresses under which the engine is reached. */
    readonly hosts: readonly string[];
    /** How long each certificate is valid, such as `8760h`; whole hours. An update in its last third renews it. */
    readonly lifetime: string;
    /** Any change of it makes new keys, and with them new certificates. @default 0 */
    readonly epoch?: number;
}

/**
 * An authority that signs two certificates and no more: the engine's and its client's. No third party is trusted, so
 * a certificate of any other authority opens nothing.
 *
 * @throws RangeError when the lifetime is no length of time.
 */
export class EngineCertificates extends Component {
    /** The engine's own certificate, and the authority's that its clients verify against. Secret. */
    readonly server: pulumi.Output<ClientCertificate>;
    /** What the engine's clients show. Secret. */
    readonly client: pulumi.Output<ClientCertificate>;

    private readonly authority: { readonly key: tls.PrivateKey; readonly certificate: tls.SelfSignedCert };
    private readonly validity: { readonly validityPeriodHours: number; readonly earlyRenewalHours: number };

    constructor(
        name: string,
        private readonly args: EngineCertificatesArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("EngineCertificates", name, opts);
        const hours = Math.ceil(seconds(args.lifetime) / 3600);
        this.validity = { validityPeriodHours: hours, earlyRenewalHours: Math.floor(hours / 3) };
        const key = this.key(`${name}-ca`);
        const certificate = new tls.SelfSignedCert(
            `${name}-ca`,
            {
                privateKeyPem: key.privateKeyPem,
                subject: { commonName: `authority of ${name}` },
                isCaCertificate: true,
                allowedUses: ["cert_signing", "crl_signing"],
                ...this.validity,
            },
            { parent: this },
        );
        this.authority = { key, certificate };
        this.server = this.issue(`${name}-server`, "server_auth", args.hosts);
        this.client = this.issue(`${name}-client`, "client_auth");
        this.registerOutputs();
    }

    private issue(name: string, use: string, hosts: readonly string[] = []): pulumi.Output<ClientCertificate> {
        const names = [...new Set(hosts)].sort();
        const key = this.key(name);
        const request = new tls.CertRequest(
            name,
            {
                privateKeyPem: key.privateKeyPem,
                subject: { commonName: name },
                dnsNames: names.filter((host) => isIP(host) === 0),
                ipAddresses: names.filter((host) => isIP(host) !== 0),
            },
            { parent: this },
        );
        const { certPem } = new tls.LocallySignedCert(
            name,
            {
                certRequestPem: request.certRequestPem,
                caPrivateKeyPem: this.authority.key.privateKeyPem,
                caCertPem: this.authority.certificate.certPem,
                allowedUses: ["digital_signature", use],
                ...this.validity,
            },
            { parent: this },
        );
        return pulumi.secret({ ca: this.authority.certificate.certPem, cert: certPem, key: key.privateKeyPem });
    }

    private key(name: string): tls.PrivateKey {
        return new tls.PrivateKey(
            name,
            { algorithm: "ECDSA", ecdsaCurve: "P256" },
            { parent: this, replacementTrigger: String(this.args.epoch ?? 0) },
        );
    }
}
