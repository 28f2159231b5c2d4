import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { TlsAuthority } from "../ca/tls-authority";
import { Component } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Volume, type VolumePolicy } from "../volume/volume";
import type { ConfigFile } from "../workload/container";
import { type PublishedPort, Workload } from "../workload/workload";
import { DATA, PATHS, REGISTRY_PORT, registryConfig } from "./registry-config";

/** A user of a registry and the token by which it proves who it is. */
export interface RegistryCredentials {
    readonly user: pulumi.Input<string>;
    /** Wrap it with `pulumi.secret` unless it is secret already. */
    readonly token: pulumi.Input<string>;
}

/** Another registry, of which one is a pull-through mirror. */
export interface MirroredRegistry {
    /** Its URL, such as `https://registry-1.docker.io`. */
    readonly url: pulumi.Input<string>;
    /** Root certificate by which it is verified, PEM text. @default - the public authorities of the image */
    readonly ca?: pulumi.Input<string>;
    /**
     * What the mirror logs in with, at registries that hand out tokens as Docker Hub and GitLab do; docker-registry 2.8
     * cannot do so at one that asks for the password itself. @default - it asks anonymously
     */
    readonly credentials?: RegistryCredentials;
}

export interface RegistryArgs {
    /** Id of an image with docker-registry 2.8 as `registry` and wget. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    /** Name of the service in its zones. @default "registry" */
    readonly service?: string;
    /** Who signs its certificate. */
    readonly authority: TlsAuthority;
    /** The one user, who may pull and push. @default - none, whoever reaches it may pull, and push unless it is a mirror */
    readonly user?: string;
    /** Any change of it makes a new token for the user. @default 0 */
    readonly tokenEpoch?: number;
    /** The registry that it mirrors; a mirror answers pulls and refuses pushes. @default - none, it has images of its own */
    readonly mirrors?: MirroredRegistry;
    /** Where on the host it is reachable. @default - nowhere */
    readonly publish?: Omit<PublishedPort, "port">;
    /** What becomes of its images when the stack is destroyed. @default "delete" */
    readonly volumes?: VolumePolicy;
    /**
     * User and group that it runs as. Upstream's image knows no other owner of its data than root, so it needs `0:0`;
     * capabilities it has none either way. @default "1000:1000"
     */
    readonly runAs?: pulumi.Input<string>;
}

/**
 * A registry of images, or a pull-through mirror of another one, with TLS and its data in a volume that outlives it.
 * Besides its service's name its certificate is for `localhost` and `127.0.0.1`.
 *
 * @throws InputPropertyError when it publishes a port but the networks do not know it as publishing.
 */
export class Registry extends Component {
    /** `host:port` inside its zones: what references to its images begin with. */
    readonly address: string;
    /** URL inside its zones. */
    readonly url: string;
    /** Root certificate that verifies it, PEM text. On an engine it belongs into `certs.d/<address>/ca.crt`. */
    readonly ca: pulumi.Output<string>;
    /** What its user logs in with, the token secret; undefined where it has no user. */
    readonly credentials?: { readonly user: string; readonly token: pulumi.Output<string> };
    readonly workload: Workload;

    constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Registry", name, opts);
        const service = args.service ?? "registry";
        this.address = `${service}:${REGISTRY_PORT}`;
        this.url = `https://${this.address}`;
        this.ca = args.authority.certificate;
        const { certificate, key } = args.authority.serverCertificate(name, [service, "localhost", "127.0.0.1"], this);
        const token = args.user === undefined ? undefined : this.token(`${name}-token`, args.tokenEpoch);
        this.credentials = token && { user: args.user!, token: token.result };
        const data = new Volume(`${name}-data`, { policy: args.volumes }, { parent: this });
        const { mirrors } = args;
        this.workload = new Workload(
            name,
            {
                service,
                image: args.image,
                entrypoint: ["registry", "serve", PATHS.config],
                command: [],
                environment: mirrors?.ca === undefined ? {} : { SSL_CERT_FILE: PATHS.upstreamCa },
                files: [
                    { path: PATHS.config, content: config(args) },
                    { path: PATHS.certificate, content: certificate },
                    { path: PATHS.key, content: key },
                    ...optionalFile(PATHS.users, token && pulumi.interpolate`${args.user}:${token.bcryptHash}\n`),
                    ...optionalFile(PATHS.upstreamCa, mirrors?.ca),
                ],
                mounts: [{ volume: data, path: DATA }],
                networks: args.networks,
                publish: args.publish ? [{ port: REGISTRY_PORT, ...args.publish }] : [],
                user: args.runAs ?? "1000:1000",
                memory: 512,
                listens: [REGISTRY_PORT],
                health: {
                    // Its root is open to everyone. Whether the certificate verifies is for clients to find out.
                    test: [
                        "CMD",
                        "wget",
                        "-q",
                        "-O",
                        "/dev/null",
                        "--no-check-certificate",
                        `https://127.0.0.1:${REGISTRY_PORT}/`,
                    ],
                },
            },
            { parent: this },
        );
        this.registerOutputs({ address: this.address });
    }

    private token(name: string, epoch = 0): random.RandomPassword {
        return new random.RandomPassword(
            name,
            { length: 32, special: false, keepers: { epoch: String(epoch) } },
            { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
        );
    }
}

function config({ user, mirrors }: RegistryArgs): pulumi.Output<string> {
    return pulumi
        .all([mirrors?.url, mirrors?.credentials?.user, mirrors?.credentials?.token])
        .apply(([url, proxyUser, token]) =>
            registryConfig({
                authenticated: user !== undefined,
                proxy: url === undefined ? undefined : { url, user: proxyUser, token },
            }),
        );
}

function optionalFile(path: string, content: pulumi.Input<string> | undefined): ConfigFile[] {
    return content === undefined ? [] : [{ path, content }];
}
