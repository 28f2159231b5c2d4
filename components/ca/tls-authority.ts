import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { type Authority, privateKey, rootCertificate, signedCertificate } from "./certificates";

/** Ten years, as nothing renews them by itself; within half a year of their end the next update does. */
const VALIDITY = { validityPeriodHours: 10 * 365 * 24, earlyRenewalHours: 180 * 24 };

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

    private readonly authority: Authority;

    constructor(name: string, args: TlsAuthorityArgs, opts?: pulumi.ComponentResourceOptions) {
        super("TlsAuthority", name, opts);
        const own = { key: privateKey(`${name}-ca-key`, { parent: this }), validity: VALIDITY };
        const root = { ...own, commonName: args.authorityName, setSubjectKeyId: true };
        this.certificate = rootCertificate(`${name}-ca`, root, this);
        this.authority = { ...own, certificate: this.certificate };
        this.registerOutputs({ certificate: this.certificate });
    }

    /** Certificate for a server that is known by `hosts`, made as a part of `parent`. */
    serverCertificate(name: string, hosts: readonly string[], parent: pulumi.Resource): ServerCertificate {
        const key = privateKey(`${name}-key`, { parent });
        const certificate = signedCertificate(
            { request: `${name}-request`, certificate: `${name}-certificate` },
            { authority: this.authority, key, commonName: hosts[0] ?? name, hosts, use: "server_auth" },
            parent,
        );
        return { certificate, key };
    }
}
