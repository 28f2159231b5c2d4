import { isIP } from "node:net";

import type * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

import { Component } from "../component";

/** Ten years: what it signs is replaced by an update, and nothing renews it by itself. */
const LIFETIME_HOURS = 10 * 365 * 24;
/** Within half a year of their end, certificates are made anew by the next update. */
const RENEWAL_HOURS = 180 * 24;

export interface TlsAuthorityArgs {
    /** Name of the authority, in the subject of its certificate. */
    readonly authorityName: pulumi.Input<string>;
}

/** Certificate and key of a server, PEM text. */
export interface ServerCertificate {
    readonly certificate: pulumi.Output<string>;
    /** Secret. */
    readonly key: pulumi.Output<string>;
}

/**
 * A certificate authority that is a part of the stack itself, for servers that no authority serves by ACME, such as
 * registries. Its keys are in the stack's state, encrypted.
 */
export class TlsAuthority extends Component {
    /** Root certificate that verifies what the authority signs, PEM text. */
    readonly certificate: pulumi.Output<string>;

    private readonly key: tls.PrivateKey;

    constructor(name: string, args: TlsAuthorityArgs, opts?: pulumi.ComponentResourceOptions) {
        super("TlsAuthority", name, opts);
        this.key = privateKey(`${name}-ca-key`, this);
        this.certificate = new tls.SelfSignedCert(
            `${name}-ca`,
            {
                privateKeyPem: this.key.privateKeyPem,
                subject: { commonName: args.authorityName },
                isCaCertificate: true,
                setSubjectKeyId: true,
                allowedUses: ["cert_signing", "crl_signing"],
                validityPeriodHours: LIFETIME_HOURS,
                earlyRenewalHours: RENEWAL_HOURS,
            },
            { parent: this },
        ).certPem;
        this.registerOutputs({ certificate: this.certificate });
    }

    /** Certificate for a server that is known by `hosts`, made as a part of `parent`. */
    serverCertificate(name: string, hosts: readonly string[], parent: pulumi.Resource): ServerCertificate {
        const key = privateKey(`${name}-key`, parent);
        const request = new tls.CertRequest(
            `${name}-request`,
            {
                privateKeyPem: key.privateKeyPem,
                subject: { commonName: hosts[0] ?? name },
                dnsNames: hosts.filter((host) => !isAddress(host)),
                ipAddresses: hosts.filter(isAddress),
            },
            { parent },
        );
        const signed = new tls.LocallySignedCert(
            `${name}-certificate`,
            {
                caPrivateKeyPem: this.key.privateKeyPem,
                caCertPem: this.certificate,
                certRequestPem: request.certRequestPem,
                allowedUses: ["digital_signature", "server_auth"],
                validityPeriodHours: LIFETIME_HOURS,
                earlyRenewalHours: RENEWAL_HOURS,
            },
            { parent },
        );
        return { certificate: signed.certPem, key: key.privateKeyPem };
    }
}

function privateKey(name: string, parent: pulumi.Resource): tls.PrivateKey {
    return new tls.PrivateKey(name, { algorithm: "ECDSA", ecdsaCurve: "P256" }, { parent });
}

function isAddress(host: string): boolean {
    return isIP(host) !== 0;
}
