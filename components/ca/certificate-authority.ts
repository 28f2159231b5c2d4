import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { type Mount, Volume, type VolumePolicy } from "../volume/volume";
import { script } from "../workload/script";
import { Workload } from "../workload/workload";

const SERVICE = "step-ca";
const PORT = 9000;
const ROOT_FOLDER = "/root_ca";

export interface CertificateAuthorityArgs {
    /** Id of an image with step-ca, step and bash. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    /** Name of the authority, in the subject of its certificates. */
    readonly authorityName: pulumi.Input<string>;
    /** Lifetime of the certificates it signs, such as `24h`; at least 5 minutes. */
    readonly lifetime: pulumi.Input<string>;
    /** What becomes of its keys when the stack is destroyed. @default "delete" */
    readonly volumes?: VolumePolicy;
}

/**
 * step-ca with an ACME provisioner. It owns the volume `step-root-ca`: it alone writes it, all others get it
 * read-only. Its keys, and the password they are encrypted with, are made in its home volume and never leave it.
 */
export class CertificateAuthority extends Component {
    /** Name of its service. */
    readonly service = SERVICE;
    /** URL inside the zones of the authority. */
    readonly url = `https://${SERVICE}:${PORT}`;
    /** The root certificate's volume, to be mounted by those who verify. The file is `root_ca.crt`. */
    readonly rootMount: Mount;
    /** Path of the root certificate where `rootMount` is mounted. */
    readonly rootPath = `${ROOT_FOLDER}/root_ca.crt`;
    readonly workload: Workload;

    constructor(name: string, args: CertificateAuthorityArgs, opts?: pulumi.ComponentResourceOptions) {
        super("CertificateAuthority", name, opts);
        const home = new Volume(`${name}-step-home`, { policy: args.volumes }, { parent: this });
        const root = new Volume(`${name}-step-root-ca`, { policy: args.volumes }, { parent: this });
        this.rootMount = { volume: root, path: ROOT_FOLDER, readOnly: true };
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                image: args.image,
                entrypoint: ["/bin/bash", "/step-ca.sh"],
                environment: {
                    CA_NAME: args.authorityName,
                    CA_DNS_NAMES: `localhost,${SERVICE}`,
                    CERTIFICATE_LIFETIME: args.lifetime,
                },
                files: [script(__dirname, "step-ca.sh")],
                mounts: [
                    { volume: home, path: "/home/step" },
                    { volume: root, path: ROOT_FOLDER },
                ],
                networks: args.networks,
                user: "1000:1000",
                memory: 256,
                listens: [PORT],
                health: {
                    test: [
                        "CMD",
                        "step",
                        "ca",
                        "health",
                        "--ca-url",
                        `https://localhost:${PORT}`,
                        "--root",
                        this.rootPath,
                    ],
                },
            },
            { parent: this },
        );
        this.registerOutputs({ url: this.url });
    }
}
