import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Component, engineName } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Volume, type VolumePolicy } from "../volume/volume";
import type { SecretFile } from "../workload/container";
import { script } from "../workload/script";
import { type PublishedPort, Workload } from "../workload/workload";
import { type DaemonConfig, daemonConfig, ownSettings } from "./daemon-config";
import type { ClientCertificate, EngineAccess, EngineEnvironment } from "./engine-access";
import { EngineCertificates } from "./engine-certificates";
import { ENGINE_PORT } from "./engine-port";

const CERTIFICATES = "/etc/docker/certificates";

/**
 * What any container may have that it runs, which can be no more than it has itself; and the three that it needs to
 * run any: SYS_ADMIN for mounts and namespaces, NET_ADMIN for its networks, SYS_PTRACE to enter what is not root's.
 */
const CAPABILITIES = [
    ...["CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD"],
    ...["CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID"],
    "CAP_SYS_CHROOT",
    ...["CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_SYS_PTRACE"],
];

export interface DockerEngineArgs {
    /** Id of an image with dockerd, its client, iptables and tini. */
    readonly image: pulumi.Input<string>;
    /** Zones that it joins; one of them must be open, and know its service as publishing. */
    readonly networks: SegmentedNetworks;
    /** Its name in its zones. @default "engine" */
    readonly service?: string;
    /** Port of the host on which its API answers. */
    readonly hostPort: number;
    /** Address of the host that it answers on. @default "127.0.0.1" */
    readonly address?: string;
    /** Name or address under which its users reach the host. @default - `address` */
    readonly reachedAs?: string;
    /** Further names under which it is reached. @default - none beside `localhost` and its service's name */
    readonly hostNames?: readonly string[];
    /**
     * Ports on which containers in it are reachable on the host: of what they publish on `port` of every address in the
     * engine. @default - none
     */
    readonly publish?: readonly PublishedPort[];
    /** Most memory that it and all that runs in it may use, in MiB. */
    readonly memory: pulumi.Input<number>;
    /** Most processor time that it and all that runs in it may use, in cores. @default - all there is */
    readonly cores?: pulumi.Input<number>;
    /** Settings of its `daemon.json`, such as `registry-mirrors`. @default - none */
    readonly daemonConfig?: DaemonConfig;
    /** PEM text of the authority of each registry that has one of its own, by `host:port`. @default - none */
    readonly registryCertificates?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Credentials for registries, for what the same stack pulls and pushes. @default - none */
    readonly registryAuth?: pulumi.Input<pulumi.Input<docker.types.input.ProviderRegistryAuth>[]>;
    /** Folder where a user keeps the client's certificate; `~` is the home. @default "~/.hpc-stacks/<stack>-<name>" */
    readonly certificateFolder?: pulumi.Input<string>;
    /** How long its certificates are valid; an update in their last third renews them. @default "8760h" */
    readonly certificateLifetime?: string;
    /** Any change of it makes new keys and certificates. @default 0 */
    readonly certificateEpoch?: number;
    /** Seconds until it must answer, or the update fails. @default 60 */
    readonly startTimeout?: number;
    /** What becomes of its images and volumes when the stack is destroyed. @default "delete" */
    readonly volumes?: VolumePolicy;
}

/**
 * A Docker engine that nothing else shares, in a container, reached over mutual TLS alone. What runs in it comes back
 * when the container is started again or replaced; it ends with the allocation, which is the life of this component.
 *
 * It is root with the capability to administer the system, so whoever holds the client's certificate can become root
 * of the host: it keeps environments apart, not users that attack each other.
 *
 * @throws InputPropertyError when `daemonConfig` sets what the component sets itself.
 */
export class DockerEngine extends Component implements EngineAccess {
    readonly host: pulumi.Output<string>;
    readonly env: pulumi.Output<EngineEnvironment>;
    readonly client: pulumi.Output<ClientCertificate>;
    readonly provider: docker.Provider;
    readonly inside: EngineAccess["inside"];
    readonly workload: Workload;

    constructor(name: string, args: DockerEngineArgs, opts?: pulumi.ComponentResourceOptions) {
        super("DockerEngine", name, opts);
        const { service = "engine", address = "127.0.0.1", startTimeout = 60, daemonConfig: config = {} } = args;
        const refused = ownSettings(config);
        if (refused.length > 0) {
            throw new pulumi.InputPropertyError({
                propertyPath: "daemonConfig",
                reason: `${refused.join(", ")} cannot be set, the engine's component does; leave it out`,
            });
        }
        const reachedAs = args.reachedAs ?? (address === "0.0.0.0" ? "127.0.0.1" : address);
        const certificates = new EngineCertificates(
            `${name}-certificates`,
            {
                hosts: ["localhost", "127.0.0.1", service, reachedAs, ...(args.hostNames ?? [])],
                lifetime: args.certificateLifetime ?? "8760h",
                epoch: args.certificateEpoch,
            },
            { parent: this },
        );
        const allocation = new random.RandomId(`${name}-allocation`, { byteLength: 8 }, { parent: this });
        const data = new Volume(`${name}-data`, { policy: args.volumes }, { parent: this });
        this.workload = new Workload(
            `${name}-dockerd`,
            {
                service,
                image: args.image,
                entrypoint: ["/bin/sh", "/docker-engine.sh"],
                command: [],
                environment: { ALLOCATION: allocation.hex, START_TIMEOUT: String(startTimeout) },
                files: [
                    script(__dirname, "docker-engine.sh"),
                    {
                        path: "/etc/docker/daemon.json",
                        content: daemonConfig(config, { port: ENGINE_PORT, certificates: CERTIFICATES }),
                    },
                    ...Object.entries(args.registryCertificates ?? {}).map(([registry, content]) => ({
                        path: `/etc/docker/certs.d/${registry}/ca.crt`,
                        content,
                    })),
                ],
                secretFiles: certificateFiles(certificates.server),
                mounts: [{ volume: data, path: "/var/lib/docker" }],
                networks: args.networks,
                user: "0:0",
                privileges: { capabilities: CAPABILITIES },
                memory: args.memory,
                cores: args.cores,
                listens: [ENGINE_PORT],
                publish: [{ port: ENGINE_PORT, hostPort: args.hostPort, address }, ...(args.publish ?? [])],
                health: { test: ["CMD", "docker", "info"], interval: 2, timeout: 10, retries: 30 },
                startTimeout,
                // It stops what runs in it first, and gives that 15 seconds.
                stopTimeout: 30,
            },
            { parent: this },
        );
        this.client = certificates.client;
        this.host = pulumi.output(`tcp://${reachedAs}:${args.hostPort}`);
        this.env = pulumi.output({
            DOCKER_HOST: this.host,
            DOCKER_TLS_VERIFY: "1",
            DOCKER_CERT_PATH: args.certificateFolder ?? `~/.hpc-stacks/${engineName(name)}`,
        });
        this.provider = new docker.Provider(
            `${name}-provider`,
            {
                host: this.host,
                caMaterial: this.client.ca,
                certMaterial: this.client.cert,
                keyMaterial: this.client.key,
                registryAuth: args.registryAuth,
            },
            { parent: this, dependsOn: this.workload },
        );
        // Not with the container, which is replaced while what lives in its volume stays.
        this.inside = { providers: [this.provider], deletedWith: data };
        this.registerOutputs({ host: this.host, env: this.env });
    }
}

function certificateFiles(server: pulumi.Output<ClientCertificate>): SecretFile[] {
    return (["ca", "cert", "key"] as const).map((part) => ({
        path: `${CERTIFICATES}/${part}.pem`,
        content: server[part],
    }));
}
