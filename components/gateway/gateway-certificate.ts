import * as pulumi from "@pulumi/pulumi";

import type { CertificateAuthority } from "../ca/certificate-authority";
import { Component } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { type Mount, Volume } from "../volume/volume";
import { script } from "../workload/script";
import { Workload } from "../workload/workload";

const SERVICE = "cert-sidecar";

export interface GatewayCertificateArgs {
    /** Id of an image with step, socat, openssl and bash. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    readonly ca: CertificateAuthority;
    /** Domain name that the certificate is for. */
    readonly domain: pulumi.Input<string>;
    /** Time between renewals, such as `16h`. @default - two thirds of the certificate's lifetime */
    readonly renewPeriod?: pulumi.Input<string>;
}

/**
 * The gateway's certificate: a sidecar that obtains it by ACME before the gateway starts, renews it by itself, and
 * hands each new one to the running gateway over its socket, so that no connection is dropped. It owns the volume
 * `haproxy-certs`, which the gateway mounts read-only.
 */
export class GatewayCertificate extends Component {
    /** Where the gateway finds its certificate. */
    readonly certificateMount: Mount;
    /** Where the gateway puts its socket. */
    readonly socketMount: Mount;
    readonly workload: Workload;

    constructor(name: string, args: GatewayCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
        super("GatewayCertificate", name, opts);
        const certificates = new Volume(`${name}-haproxy-certs`, {}, { parent: this });
        const socket = new Volume(`${name}-haproxy-run`, {}, { parent: this });
        this.certificateMount = { volume: certificates, path: "/etc/haproxy/certs", readOnly: true };
        this.socketMount = { volume: socket, path: "/run/haproxy" };
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                // The authority checks ACME's challenge at the domain, which inside its zone is the sidecar.
                aliases: [args.domain],
                image: args.image,
                entrypoint: ["/bin/bash", "/cert-sidecar.sh"],
                environment: {
                    CA_URL: args.ca.url,
                    DOMAIN: args.domain,
                    ...(args.renewPeriod === undefined ? {} : { RENEW_PERIOD: args.renewPeriod }),
                },
                files: [script(__dirname, "cert-sidecar.sh")],
                mounts: [args.ca.rootMount, { volume: certificates, path: "/certs" }, this.socketMount],
                networks: args.networks,
                user: "1000:1000",
                memory: 128,
                health: { test: ["CMD", "/bin/bash", "/cert-sidecar.sh", "healthy"] },
                // It is healthy once it has a certificate, for which the authority must reach it.
                resolvesUnhealthy: true,
            },
            { parent: this, dependsOn: args.ca.workload },
        );
        this.registerOutputs();
    }
}
