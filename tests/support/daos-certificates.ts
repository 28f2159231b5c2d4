import "reflect-metadata";

import { webcrypto } from "node:crypto";

import * as x509 from "@peculiar/x509";

import type { AgentCertificates } from "../../components/daos/certificate-faults";

const DAY = 24 * 3600 * 1000;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** A certificate and its private key, each as PEM text. */
export interface Issued {
    readonly cert: string;
    readonly key: string;
}

/** What a certificate of DAOS may say otherwise. */
export interface Validity {
    /** Days from now at which it begins to be valid. @default -1 */
    readonly from?: number;
    /** Days from now at which it ends. @default 30 */
    readonly to?: number;
}

/** An authority that issues certificates as `gen_certificates.sh` of DAOS does. */
export class DaosAuthority {
    private constructor(
        private readonly certificate: x509.X509Certificate,
        private readonly keys: CryptoKeyPair,
    ) {}

    static async create(validity: Validity = {}): Promise<DaosAuthority> {
        const keys = await newKeys();
        const certificate = await x509.X509CertificateGenerator.createSelfSigned(
            {
                name: "O=DAOS, CN=DAOS CA",
                keys,
                signingAlgorithm: ALGORITHM,
                ...period(validity),
                extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
            },
            webcrypto as Crypto,
        );
        return new DaosAuthority(certificate, keys);
    }

    /** PEM text of its own certificate. */
    get ca(): string {
        return this.certificate.toString("pem");
    }

    /** Certificate and key for a part of DAOS: `agent` or `server`. */
    async issue(name: string, validity: Validity = {}): Promise<Issued> {
        const keys = await newKeys();
        const certificate = await x509.X509CertificateGenerator.create(
            {
                subject: `O=DAOS, CN=${name}`,
                issuer: this.certificate.subject,
                publicKey: keys.publicKey,
                signingKey: this.keys.privateKey,
                signingAlgorithm: ALGORITHM,
                ...period(validity),
                extensions: [new x509.SubjectAlternativeNameExtension([{ type: "dns", value: name }])],
            },
            webcrypto as Crypto,
        );
        const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
        return { cert: certificate.toString("pem"), key: x509.PemConverter.encode(key, "PRIVATE KEY") };
    }

    /** What an agent is given. */
    async agent(): Promise<AgentCertificates> {
        return { ca: this.ca, ...(await this.issue("agent")) };
    }
}

function newKeys(): Promise<CryptoKeyPair> {
    return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function period({ from = -1, to = 30 }: Validity): { notBefore: Date; notAfter: Date } {
    return { notBefore: new Date(Date.now() + from * DAY), notAfter: new Date(Date.now() + to * DAY) };
}
