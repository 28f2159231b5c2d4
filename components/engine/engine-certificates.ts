import * as pulumi from "@pulumi/pulumi";

import { type Authority, privateKey, rootCertificate, signedCertificate } from "../ca/certificates";
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

    private readonly authority: Authority;

    constructor(
        name: string,
        private readonly args: EngineCertificatesArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("EngineCertificates", name, opts);
        const hours = Math.ceil(seconds(args.lifetime) / 3600);
        const validity = { validityPeriodHours: hours, earlyRenewalHours: Math.floor(hours / 3) };
        const own = { key: this.key(`${name}-ca`), validity };
        const certificate = rootCertificate(`${name}-ca`, { ...own, commonName: `authority of ${name}` }, this);
        this.authority = { ...own, certificate };
        this.server = this.issue(`${name}-server`, "server_auth", args.hosts);
        this.client = this.issue(`${name}-client`, "client_auth");
        this.registerOutputs();
    }

    private issue(
        name: string,
        use: "server_auth" | "client_auth",
        hosts: readonly string[] = [],
    ): pulumi.Output<ClientCertificate> {
        const { authority } = this;
        const key = this.key(name);
        const certificate = signedCertificate(
            { request: name, certificate: name },
            { authority, key, commonName: name, hosts: [...new Set(hosts)].sort(), use },
            this,
        );
        return pulumi.secret({ ca: authority.certificate, cert: certificate, key });
    }

    private key(name: string): pulumi.Output<string> {
        return privateKey(name, { parent: this, replacementTrigger: String(this.args.epoch ?? 0) });
    }
}
