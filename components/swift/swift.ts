import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Component } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Volume, type VolumePolicy } from "../volume/volume";
import { script } from "../workload/script";
import { type PublishedPort, Workload } from "../workload/workload";
import type { SwiftAccount } from "./swift-account";
import {
    CONFIG_FOLDER,
    DATA_FOLDER,
    STORAGE_PORTS,
    SWIFT_PORT,
    USER_NAME,
    proxyConfig,
    storageConfig,
} from "./swift-config";

const SERVICE = "swift";

export interface SwiftArgs {
    /** Id of an image with Swift 2.30's servers, memcached, curl, and a user `swift` who owns `/etc/swift`. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    /** Users as `account:user`, each of whom administers the account. */
    readonly users: readonly string[];
    /** Where on the host it is reachable. The resources in its accounts are made from there. */
    readonly publish: Omit<PublishedPort, "port" | "hostPort"> & { readonly hostPort: number };
    /** Any change of it makes new keys for the users. @default 0 */
    readonly keyEpoch?: number;
    /** What becomes of the objects when the stack is destroyed. @default "delete" */
    readonly volumes?: VolumePolicy;
}

/**
 * OpenStack Swift as one container: a proxy that tells itself who asks (tempauth), storage servers, and one disk, which
 * is a volume. It holds one replica of each object.
 *
 * @throws InputPropertyError when a user is not of the form `account:user`.
 */
export class Swift extends Component {
    /** URL at which users of the host ask for tokens. */
    readonly url: pulumi.Output<string>;
    readonly workload: Workload;

    private readonly accounts: Readonly<Record<string, SwiftAccount>>;

    constructor(name: string, args: SwiftArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Swift", name, opts);
        const { publish, users } = args;
        const wrong = users.find((user) => !USER_NAME.test(user));
        if (wrong !== undefined) {
            throw new pulumi.InputPropertyError({
                propertyPath: "users",
                reason: `must be account:user in small letters, digits and dashes, got "${wrong}"`,
            });
        }
        const keys = [...users].sort().map((user) => ({ name: user, key: this.key(name, user, args.keyEpoch) }));
        const data = new Volume(`${name}-swift-data`, { policy: args.volumes }, { parent: this });
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                image: args.image,
                entrypoint: ["/bin/bash", "/swift.sh"],
                command: [],
                files: [
                    script(__dirname, "swift.sh"),
                    ...(["account", "container", "object"] as const).map((server) => ({
                        path: `${CONFIG_FOLDER}/${server}-server.conf`,
                        content: storageConfig(server),
                    })),
                ],
                secretFiles: [
                    // Its servers do not run as root, who owns the file; nobody else is in the container.
                    {
                        path: `${CONFIG_FOLDER}/proxy-server.conf`,
                        content: pulumi.output(keys).apply(proxyConfig),
                        mode: "0444",
                    },
                ],
                mounts: [{ volume: data, path: DATA_FOLDER }],
                networks: args.networks,
                user: "swift",
                memory: 1024,
                listens: [SWIFT_PORT],
                publish: [{ port: SWIFT_PORT, ...publish }],
                // Six Python programs start at once.
                startTimeout: 300,
                health: {
                    test: ["CMD", "curl", "-fs", ...[SWIFT_PORT, ...Object.values(STORAGE_PORTS)].map(healthUrl)],
                    interval: 2,
                    retries: 90,
                },
            },
            { parent: this },
        );
        this.url = pulumi.interpolate`http://${publish.address ?? "127.0.0.1"}:${publish.hostPort}/auth/v1.0`;
        this.accounts = Object.fromEntries(
            keys.map(({ name: user, key }) => [
                user,
                { credentials: { url: this.url, user, key }, ready: this.workload, data: data.volume },
            ]),
        );
        this.registerOutputs({ url: this.url });
    }

    /**
     * The account of one of the users.
     * @throws Error when the user was not declared.
     */
    accountOf(user: string): SwiftAccount {
        const account = this.accounts[user];
        if (!account) {
            throw new Error(`user "${user}" is not declared, add it to \`users\``);
        }
        return account;
    }

    private key(name: string, user: string, epoch = 0): pulumi.Output<string> {
        return new random.RandomPassword(
            `${name}-${user.replace(":", "-")}-key`,
            // Letters and digits alone need no escaping in the configuration.
            { length: 32, special: false, keepers: { epoch: String(epoch) } },
            { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
        ).result;
    }
}

function healthUrl(port: number): string {
    return `http://127.0.0.1:${port}/healthcheck`;
}
