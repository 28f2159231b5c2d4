import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Component } from "../component";
import type { DatabaseAccess } from "../database/postgres";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Volume, type VolumePolicy } from "../volume/volume";
import type { ContainerSpec } from "../workload/container";
import { Job } from "../workload/job";
import { script } from "../workload/script";
import { Workload } from "../workload/workload";

const SERVICE = "hydra";
const PORTS = { public: 4444, admin: 4445 } as const;
const CONFIG = "/etc/config/hydra/hydra.json";
const SECRET_FOLDER = "/secret";

export interface HydraArgs {
    /** Id of an image with hydra 2.3, a shell and wget. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    readonly database: DatabaseAccess;
    /** URL that tokens name as their issuer. */
    readonly issuer: pulumi.Input<string>;
    /** Ids of the OAuth clients that are registered, each allowed client credentials. */
    readonly clients: readonly string[];
    /** What clients may ask for. */
    readonly scopes: readonly string[];
    /** How long a token is valid, such as `1h`. @default "1h" */
    readonly tokenLifetime?: pulumi.Input<string>;
    /** Any change of it makes new client secrets. @default 0 */
    readonly clientSecretEpoch?: number;
    /** @default "info" */
    readonly logLevel?: string;
    /** What becomes of its system secret when the stack is destroyed; as of its data. @default "delete" */
    readonly volumes?: VolumePolicy;
}

/** An OAuth client registered at hydra. */
export interface OAuthClient {
    readonly id: string;
    /** Made by the provider; secret. */
    readonly secret: pulumi.Output<string>;
}

/**
 * hydra issues JWT access tokens. Its admin port is reachable in its own zone only. The system secret that its
 * database is encrypted with is made in a volume of its own and never leaves it.
 */
export class Hydra extends Component {
    /** URL of the public API, inside the zones of hydra. */
    readonly publicUrl = `http://${SERVICE}:${PORTS.public}`;
    /** What to depend on in order to find hydra with its clients. */
    readonly ready: pulumi.Input<pulumi.Resource>;

    private readonly clients: readonly OAuthClient[];

    constructor(name: string, args: HydraArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Hydra", name, opts);
        this.clients = [...args.clients].sort().map((id) => ({
            id,
            secret: new random.RandomPassword(
                `${name}-${id}-client-secret`,
                { length: 32, special: false, keepers: { epoch: String(args.clientSecretEpoch ?? 0) } },
                { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
            ).result,
        }));
        const secret = new Volume(`${name}-hydra-secret`, { policy: args.volumes }, { parent: this });
        const config = { path: CONFIG, content: JSON.stringify(CONFIGURATION) };
        const common = {
            image: args.image,
            networks: args.networks,
            memory: 256,
            environment: { CONFIG, DSN: dsn(args.database) },
        } satisfies Partial<ContainerSpec>;

        const migrate = new Job(
            `${name}-hydra-migrate`,
            {
                ...common,
                service: "hydra-migrate",
                entrypoint: ["/bin/sh", "/hydra-migrate.sh"],
                command: [],
                files: [config, script(__dirname, "hydra-migrate.sh")],
                mounts: [{ volume: secret, path: SECRET_FOLDER }],
                // A new volume is root's in an image that does not know the folder.
                user: "0:0",
            },
            { parent: this, dependsOn: args.database.ready },
        );
        const serve = new Workload(
            `${name}-${SERVICE}`,
            {
                ...common,
                service: SERVICE,
                entrypoint: ["/bin/sh", "/hydra.sh"],
                command: [],
                files: [config, script(__dirname, "hydra.sh")],
                mounts: [{ volume: secret, path: SECRET_FOLDER, readOnly: true }],
                user: "1000:1000",
                environment: {
                    ...common.environment,
                    URLS_SELF_ISSUER: args.issuer,
                    URLS_SELF_PUBLIC: args.issuer,
                    TTL_ACCESS_TOKEN: args.tokenLifetime ?? "1h",
                    LOG_LEVEL: args.logLevel ?? "info",
                },
                listens: [PORTS.public, PORTS.admin],
                health: {
                    test: ["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${PORTS.public}/health/ready`],
                },
            },
            { parent: this, dependsOn: migrate.succeeded },
        );
        const register = new Job(
            `${name}-hydra-client`,
            {
                ...common,
                service: "hydra-client",
                entrypoint: ["/bin/sh", "/hydra-client.sh"],
                command: [],
                environment: {
                    ADMIN_URL: `http://${SERVICE}:${PORTS.admin}`,
                    PUBLIC_URL: this.publicUrl,
                    CLIENTS: this.clients.map(({ id }) => id).join(" "),
                    SCOPES: [...args.scopes].sort().join(" "),
                    ...Object.fromEntries(
                        this.clients.map(({ id, secret }) => [`SECRET_${id.replaceAll("-", "_")}`, secret]),
                    ),
                },
                files: [script(__dirname, "hydra-client.sh")],
                user: "1000:1000",
            },
            { parent: this, dependsOn: serve },
        );
        this.ready = register.succeeded;
        this.registerOutputs();
    }

    /**
     * One of the registered clients.
     * @throws Error when it was not declared.
     */
    client(id: string): OAuthClient {
        const client = this.clients.find((candidate) => candidate.id === id);
        if (!client) {
            throw new Error(`OAuth client "${id}" is not declared, add it to \`clients\``);
        }
        return client;
    }
}

const CONFIGURATION = {
    serve: { cookies: { same_site_mode: "Lax" } },
    oidc: { subject_identifiers: { supported_types: ["public"] } },
    oauth2: { grant: { jwt: { jti_optional: true, iat_optional: true, max_ttl: "24h" } } },
    strategies: { access_token: "jwt" },
};

function dsn({ host, port, database, user, password }: DatabaseAccess): pulumi.Output<string> {
    return pulumi.interpolate`postgres://${user}:${password}@${host}:${port}/${database}?sslmode=disable&max_conns=20&max_idle_conns=4`;
}
