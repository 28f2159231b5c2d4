import { isIP } from "node:net";

import type * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";

/** How long a certificate is valid, and how long before its end an update makes it anew, in hours. */
export type Validity = Record<"validityPeriodHours" | "earlyRenewalHours", number>;

/** What signs certificates that are a part of the stack itself, PEM texts. */
export interface Authority {
    /** Secret. */
    readonly key: pulumi.Output<string>;
    readonly certificate: pulumi.Output<string>;
    /** Of its own certificate, and of all that it signs. */
    readonly validity: Validity;
}

/** A private key. Whoever changes the curve makes all certificates anew. */
export function privateKey(name: string, opts: pulumi.CustomResourceOptions): pulumi.Output<string> {
    return new tls.PrivateKey(name, { algorithm: "ECDSA", ecdsaCurve: "P256" }, opts).privateKeyPem;
}

export interface RootCertificateArgs extends Omit<Authority, "certificate"> {
    /** Name of the authority. */
    readonly commonName: pulumi.Input<string>;
    /** Whether its certificate has an id of its key. @default - it has none */
    readonly setSubjectKeyId?: boolean;
}

/** An authority's certificate of itself. */
export function rootCertificate(
    name: string,
    { key, commonName, setSubjectKeyId, validity }: RootCertificateArgs,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    return new tls.SelfSignedCert(
        name,
        {
            privateKeyPem: key,
            subject: { commonName },
            isCaCertificate: true,
            setSubjectKeyId,
            allowedUses: ["cert_signing", "crl_signing"],
            ...validity,
        },
        { parent },
    ).certPem;
}

export interface SignedCertificateArgs {
    readonly authority: Authority;
    /** Key that it is for. */
    readonly key: pulumi.Output<string>;
    readonly commonName: string;
    /** Names and addresses that it is for, in the order in which it has them. */
    readonly hosts: readonly string[];
    readonly use: "server_auth" | "client_auth";
}

/** A certificate that an authority signs; `names` are those of its two resources. */
export function signedCertificate(
    names: { readonly request: string; readonly certificate: string },
    { authority, key, commonName, hosts, use }: SignedCertificateArgs,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    const { certRequestPem } = new tls.CertRequest(
        names.request,
        {
            privateKeyPem: key,
            subject: { commonName },
            dnsNames: hosts.filter((host) => isIP(host) === 0),
            ipAddresses: hosts.filter((host) => isIP(host) !== 0),
        },
        { parent },
    );
    return new tls.LocallySignedCert(
        names.certificate,
        {
            certRequestPem,
            caPrivateKeyPem: authority.key,
            caCertPem: authority.certificate,
            allowedUses: ["digital_signature", use],
            ...authority.validity,
        },
        { parent },
    ).certPem;
}
