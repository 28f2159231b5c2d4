import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Component } from "../component";
import type { DatabaseAccess } from "../database/postgres";
import type { SegmentedNetworks } from "../network/segmented-networks";
import type { ContainerSpec } from "../workload/container";
import { Job } from "../workload/job";
import { script } from "../workload/script";
import { Workload } from "../workload/workload";

const SERVICE = "hydra";
const PORTS = { public: 4444, admin: 4445 } as const;
const CONFIG = "/etc/config/hydra/hydra.json";

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
}

/** An OAuth client registered at hydra. */
export interface OAuthClient {
    readonly id: string;
    /** Made by the provider; secret. */
    readonly secret: pulumi.Output<string>;
}

/** hydra issues JWT access tokens. Its admin port is reachable in its own zone only. */
export class Hydra extends Component {
    /** URL of the public API, inside the zones of hydra. */
    readonly publicUrl = `http://${SERVICE}:${PORTS.public}`;
    /** What to depend on in order to find hydra with its clients. */
    readonly ready: pulumi.Input<pulumi.Resource>;

    private readonly clients: readonly OAuthClient[];

    constructor(name: string, args: HydraArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Hydra", name, opts);
        const systemSecret = new random.RandomPassword(
            `${name}-hydra-system-secret`,
            { length: 32, special: false },
            { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
        ).result;
        this.clients = [...args.clients].sort().map((id) => ({
            id,
            secret: new random.RandomPassword(
                `${name}-${id}-client-secret`,
                { length: 32, special: false, keepers: { epoch: String(args.clientSecretEpoch ?? 0) } },
                { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
            ).result,
        }));
        const common = {
            image: args.image,
            networks: args.networks,
            memory: 256,
            user: "1000:1000",
            environment: {
                DSN: dsn(args.database),
                SECRETS_SYSTEM: systemSecret,
            },
            files: [{ path: CONFIG, content: JSON.stringify(CONFIGURATION) }],
        } satisfies Partial<ContainerSpec>;

        const migrate = new Job(
            `${name}-hydra-migrate`,
            {
                ...common,
                service: "hydra-migrate",
                entrypoint: ["hydra"],
                command: ["migrate", "--config", CONFIG, "sql", "--read-from-env", "--yes"],
            },
            { parent: this, dependsOn: args.database.ready },
        );
        const serve = new Workload(
            `${name}-${SERVICE}`,
            {
                ...common,
                service: SERVICE,
                entrypoint: ["hydra"],
                // No usage report to anyone: behind an air gap it would only time out.
                command: ["serve", "--config", CONFIG, "all", "--sqa-opt-out"],
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
                    CLIENTS: this.clients.map(({ id }) => id).join(" "),
                    SCOPES: [...args.scopes].sort().join(" "),
                    ...Object.fromEntries(this.clients.map(({ id, secret }) => [`SECRET_${id}`, secret])),
                },
                files: [script(__dirname, "hydra-client.sh")],
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
