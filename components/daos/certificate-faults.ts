import { type KeyObject, X509Certificate, createPrivateKey } from "node:crypto";

/** The agent's certificates and key, each as PEM text. */
export interface AgentCertificates {
    /** Certificate of the authority that signed the agent's and the servers' certificates: `daosCA.crt`. */
    readonly ca: string;
    /** The agent's certificate: `agent.crt`. */
    readonly cert: string;
    /** Its private key: `agent.key`. */
    readonly key: string;
}

/** What is wrong with one of the agent's certificates. */
export interface CertificateFault {
    readonly of: keyof AgentCertificates;
    readonly message: string;
}

/** Name that DAOS servers know an agent by. */
const COMMON_NAME = "agent";

/**
 * All that is wrong with certificates, of which some may be missing: text that is no PEM, a key of another certificate,
 * a certificate of another authority or to another name, and what is not valid now.
 * @param now Time at which they must be valid.
 */
export function certificateFaults(texts: Partial<AgentCertificates>, now = new Date()): CertificateFault[] {
    const faults: CertificateFault[] = [];
    const read = <T>(of: keyof AgentCertificates, parse: (pem: string) => T): T | undefined => {
        const text = texts[of];
        try {
            return text === undefined ? undefined : parse(text);
        } catch {
            faults.push({ of, message: unreadable(of, text ?? "") });
            return undefined;
        }
    };
    const ca = read("ca", (pem) => new X509Certificate(pem));
    const cert = read("cert", (pem) => new X509Certificate(pem));
    const key = read("key", createPrivateKey);
    return [
        ...faults,
        ...(ca ? validityFaults("ca", ca, now) : []),
        ...(cert ? validityFaults("cert", cert, now) : []),
        ...(cert ? nameFaults(cert) : []),
        ...(ca && cert ? signatureFaults(cert, ca) : []),
        ...(cert && key ? keyFaults(cert, key) : []),
    ];
}

function unreadable(of: keyof AgentCertificates, text: string): string {
    if (of !== "key") {
        return "is no certificate in PEM form, give text that begins with -----BEGIN CERTIFICATE-----";
    }
    // The error that tells of it has another code with each release of Node.
    return text.includes("ENCRYPTED")
        ? "is encrypted, give a private key without passphrase"
        : "is no private key in PEM form, give text that begins with -----BEGIN PRIVATE KEY-----";
}

function validityFaults(of: "ca" | "cert", { validFrom, validTo }: X509Certificate, now: Date): CertificateFault[] {
    if (now > new Date(validTo)) {
        return [{ of, message: `expired on ${day(validTo)}, give one that is valid` }];
    }
    return now < new Date(validFrom)
        ? [{ of, message: `is not valid before ${day(validFrom)}, give one that is valid now or set the clock` }]
        : [];
}

function nameFaults({ subject }: X509Certificate): CertificateFault[] {
    const [, name = ""] = /^CN=(.*)$/m.exec(subject) ?? [];
    return name === COMMON_NAME
        ? []
        : [
              {
                  of: "cert",
                  message: `has the common name ${JSON.stringify(name)}, give one that was issued to "${COMMON_NAME}"`,
              },
          ];
}

function signatureFaults(cert: X509Certificate, ca: X509Certificate): CertificateFault[] {
    return cert.checkIssued(ca) && cert.verify(ca.publicKey)
        ? []
        : [{ of: "cert", message: "was not signed by the given authority, give one that was or its own daosCA.crt" }];
}

function keyFaults(cert: X509Certificate, key: KeyObject): CertificateFault[] {
    return cert.checkPrivateKey(key)
        ? []
        : [{ of: "key", message: "does not belong to the certificate, give the key that it was issued for" }];
}

function day(date: string): string {
    return new Date(date).toISOString().slice(0, 10);
}
