import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { DatabaseAccess } from "../database/postgres";
import type { Route } from "../gateway/routes";
import type { Opaal } from "../identity/opaal";
import type { SegmentedNetworks } from "../network/segmented-networks";
import type { ContainerSpec } from "../workload/container";
import { Job } from "../workload/job";
import { type PublishedPort, Workload } from "../workload/workload";

const SERVICE = "smd";
const PORT = 27779;

export interface SmdArgs {
    /** Id of an image with smd 2.17 and curl. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    readonly database: DatabaseAccess;
    /** Where it finds the keys that callers' tokens are signed with. */
    readonly opaal: Opaal;
    /** Beginnings of the paths that the gateway passes on to it. */
    readonly prefixes: readonly string[];
    /** Where on the host it is reachable without the gateway. @default - nowhere */
    readonly publish?: Omit<PublishedPort, "port">;
}

/** smd, the hardware state manager: what is in the machine room and in which state. */
export class Smd extends Component {
    /** URL inside the zones of smd. */
    readonly url = `http://${SERVICE}:${PORT}`;
    /** What the gateway passes on to it. */
    readonly route: Route;
    readonly workload: Workload;

    constructor(name: string, args: SmdArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Smd", name, opts);
        this.route = { service: SERVICE, port: PORT, prefixes: args.prefixes };
        const { database } = args;
        const common = {
            image: args.image,
            networks: args.networks,
            user: "65534:65534",
            memory: 256,
            environment: {
                SMD_DBHOST: database.host,
                SMD_DBPORT: String(database.port),
                SMD_DBNAME: database.database,
                SMD_DBUSER: database.user,
                SMD_DBPASS: database.password,
                SMD_DBOPTS: "sslmode=disable",
            },
        } satisfies Partial<ContainerSpec>;

        const init = new Job(
            `${name}-smd-init`,
            { ...common, service: "smd-init", entrypoint: ["/smd-init"], command: [] },
            { parent: this, dependsOn: database.ready },
        );
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                ...common,
                service: SERVICE,
                entrypoint: ["/smd"],
                command: [],
                environment: { ...common.environment, SMD_JWKS_URL: args.opaal.keysUrl },
                publish: args.publish ? [{ port: PORT, ...args.publish }] : [],
                listens: [PORT],
                health: {
                    test: ["CMD", "curl", "-fs", "-o", "/dev/null", `http://127.0.0.1:${PORT}/hsm/v2/service/ready`],
                },
            },
            // It reads the keys once, when it starts.
            { parent: this, dependsOn: [init.succeeded, args.opaal.workload] },
        );
        this.registerOutputs({ url: this.url });
    }
}
