import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Component } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Volume, type VolumePolicy } from "../volume/volume";
import { script } from "../workload/script";
import { Workload } from "../workload/workload";

const SERVICE = "postgres";
const PORT = 5432;

export interface PostgresArgs {
    /** Id of an image with PostgreSQL 15 and bash. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    /** Databases and the user that owns each, by database name. */
    readonly databases: Readonly<Record<string, string>>;
    /** Any change of it makes new passwords, in the database and in all that use it. @default 0 */
    readonly passwordEpoch?: number;
    /** What becomes of the data when the stack is destroyed. @default "delete" */
    readonly volumes?: VolumePolicy;
}

/** How a service gets at its database. */
export interface DatabaseAccess {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
    /** Made by the provider; secret. */
    readonly password: pulumi.Output<string>;
    /** What to depend on in order to find the database ready. */
    readonly ready: pulumi.Resource;
}

/**
 * PostgreSQL with a database and an owner for each service. Roles and passwords are asserted at every start, so a
 * rotated password takes effect on existing data.
 *
 * @throws InputPropertyError when two databases have one owner, who would have two passwords.
 */
export class Postgres extends Component {
    private readonly access: Readonly<Record<string, DatabaseAccess>>;

    constructor(name: string, args: PostgresArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Postgres", name, opts);
        const owners = Object.entries(args.databases).sort();
        const shared = owners.find(([database, user]) =>
            owners.some(([other, it]) => it === user && other !== database),
        );
        if (shared) {
            throw new pulumi.InputPropertyError({
                propertyPath: `databases.${shared[0]}`,
                reason: `${shared[1]} owns another database too, name an owner for each`,
            });
        }
        const passwords = owners.map(([database, user]) => ({
            database,
            user,
            password: new random.RandomPassword(
                `${name}-${database}-password`,
                // Letters and digits alone need no escaping in the connection strings of the services.
                { length: 32, special: false, keepers: { epoch: String(args.passwordEpoch ?? 0) } },
                { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
            ).result,
        }));
        const data = new Volume(`${name}-postgres-data`, { policy: args.volumes }, { parent: this });
        const ready = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                image: args.image,
                entrypoint: ["/bin/bash", "/postgres.sh"],
                environment: {
                    DATABASES: owners.map(([database, user]) => `${database}:${user}`).join(","),
                    ...Object.fromEntries(passwords.map(({ user, password }) => [passwordVariable(user), password])),
                },
                files: [script(__dirname, "postgres.sh")],
                mounts: [{ volume: data, path: "/var/lib/postgresql/data" }],
                networks: args.networks,
                user: "postgres",
                memory: 512,
                stopTimeout: 30,
                // Over TCP, because during initialisation the server answers on its socket alone.
                listens: [PORT],
                health: { test: ["CMD", "pg_isready", "--quiet", "--host", "127.0.0.1"] },
            },
            { parent: this },
        );
        this.access = Object.fromEntries(
            passwords.map((entry) => [entry.database, { host: SERVICE, port: PORT, ...entry, ready }]),
        );
        this.registerOutputs();
    }

    /**
     * Access to one of the databases.
     * @throws Error when it was not declared.
     */
    accessTo(database: string): DatabaseAccess {
        const access = this.access[database];
        if (!access) {
            throw new Error(`database "${database}" is not declared, add it to \`databases\``);
        }
        return access;
    }
}

function passwordVariable(user: string): string {
    return `PASSWORD_${user.toUpperCase().replaceAll("-", "_")}`;
}
