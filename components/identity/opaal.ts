import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { Route } from "../gateway/routes";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Workload } from "../workload/workload";
import type { Hydra } from "./hydra";
import { OPAAL_PREFIXES, opaalConfig } from "./opaal-config";

const SERVICE = "opaal";
const PORT = 3333;
const CONFIG = "/etc/opaal/nginx.conf";

export interface OpaalArgs {
    /** Id of an image with nginx and curl. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    readonly hydra: Hydra;
    /** OAuth client in whose name a service without credentials of its own gets its tokens. */
    readonly serviceClient: string;
    /** What such a token is good for. */
    readonly scopes: readonly string[];
}

/**
 * The few operations of hydra that other services and users need: its keys, and tokens. It stands in for OpenCHAMI's
 * opaal, which no package registry holds, by a configuration of nginx; it has no login pages.
 */
export class Opaal extends Component {
    /** URL inside the zones of opaal. */
    readonly url = `http://${SERVICE}:${PORT}`;
    /** Where to find the keys that tokens are signed with. */
    readonly keysUrl = `http://${SERVICE}:${PORT}/keys`;
    /** What the gateway passes on to it. */
    readonly route: Route = {
        service: SERVICE,
        port: PORT,
        prefixes: OPAAL_PREFIXES,
        credentialsRequiredAt: ["/token"],
    };
    readonly workload: Workload;

    constructor(name: string, args: OpaalArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Opaal", name, opts);
        const { id, secret } = args.hydra.client(args.serviceClient);
        const config = secret.apply((value) =>
            opaalConfig({
                port: PORT,
                hydraUrl: args.hydra.publicUrl,
                scopes: args.scopes,
                authorization: `Basic ${Buffer.from(`${id}:${value}`).toString("base64")}`,
            }),
        );
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                image: args.image,
                entrypoint: ["nginx", "-g", "daemon off;", "-c", CONFIG],
                command: [],
                files: [{ path: CONFIG, content: pulumi.secret(config) }],
                networks: args.networks,
                user: "1000:1000",
                memory: 64,
                listens: [PORT],
                health: { test: ["CMD", "curl", "-fs", "-o", "/dev/null", `http://127.0.0.1:${PORT}/keys`] },
            },
            { parent: this, dependsOn: args.hydra.ready },
        );
        this.registerOutputs({ url: this.url });
    }
}
