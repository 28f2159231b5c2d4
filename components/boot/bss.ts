import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { DatabaseAccess } from "../database/postgres";
import type { Route } from "../gateway/routes";
import type { Opaal } from "../identity/opaal";
import type { Smd } from "../inventory/smd";
import type { SegmentedNetworks } from "../network/segmented-networks";
import type { ContainerSpec } from "../workload/container";
import { Job } from "../workload/job";
import { script } from "../workload/script";
import { type PublishedPort, Workload } from "../workload/workload";

const SERVICE = "bss";
const PORT = 27778;

export interface BssArgs {
    /** Id of an image with bss 1.32 and curl. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    readonly database: DatabaseAccess;
    /** Where it finds the keys of callers' tokens, and gets a token of its own. */
    readonly opaal: Opaal;
    /** Where it looks up the nodes that boot. */
    readonly smd: Smd;
    /** Beginnings of the paths that the gateway passes on to it. */
    readonly prefixes: readonly string[];
    /** Where on the host it is reachable without the gateway. @default - nowhere */
    readonly publish?: Omit<PublishedPort, "port">;
    /** Name under which nodes that boot reach the gateway. */
    readonly domain: pulumi.Input<string>;
    /** Whether it logs what it does in detail. @default false */
    readonly debug?: boolean;
}

/** bss, the boot script service: what each node boots, and with which parameters. */
export class Bss extends Component {
    /** URL inside the zones of bss. */
    readonly url = `http://${SERVICE}:${PORT}`;
    /** What the gateway passes on to it. */
    readonly route: Route;
    readonly workload: Workload;

    constructor(name: string, args: BssArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Bss", name, opts);
        this.route = { service: SERVICE, port: PORT, prefixes: args.prefixes, stripPrefix: "/apis/bss" };
        const { database, opaal } = args;
        const common = {
            image: args.image,
            networks: args.networks,
            user: "65534:65534",
            memory: 256,
            environment: {
                BSS_USESQL: "true",
                BSS_INSECURE: "true",
                BSS_DBHOST: database.host,
                BSS_DBPORT: String(database.port),
                BSS_DBNAME: database.database,
                BSS_DBUSER: database.user,
                BSS_DBPASS: database.password,
            },
        } satisfies Partial<ContainerSpec>;

        const init = new Job(
            `${name}-bss-init`,
            {
                ...common,
                service: "bss-init",
                entrypoint: ["/bin/sh", "/bss-init.sh"],
                command: [],
                files: [script(__dirname, "bss-init.sh")],
            },
            { parent: this, dependsOn: database.ready },
        );
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                ...common,
                service: SERVICE,
                entrypoint: ["/usr/local/bin/boot-script-service"],
                command: [],
                environment: {
                    ...common.environment,
                    BSS_DEBUG: String(args.debug ?? false),
                    BSS_JWKS_URL: opaal.keysUrl,
                    BSS_OAUTH2_ADMIN_BASE_URL: opaal.url,
                    BSS_OAUTH2_PUBLIC_BASE_URL: opaal.url,
                    BSS_ADVERTISE_ADDRESS: args.domain,
                    BSS_IPXE_SERVER: args.domain,
                    BSS_CHAIN_PROTO: "https",
                    HSM_URL: args.smd.url,
                },
                publish: args.publish ? [{ port: PORT, ...args.publish }] : [],
                listens: [PORT],
                health: {
                    test: ["CMD", "curl", "-fs", "-o", "/dev/null", `http://127.0.0.1:${PORT}/boot/v1/service/status`],
                },
            },
            { parent: this, dependsOn: [init.succeeded, args.smd.workload] },
        );
        this.registerOutputs({ url: this.url });
    }
}
