import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Workload } from "../workload/workload";
import type { GatewayCertificate } from "./gateway-certificate";
import { type GatewayLogLevel, PORTS, haproxyConfig } from "./haproxy-config";
import { type Route, routeFaults } from "./routes";

const SERVICE = "haproxy";
const CONFIG = "/usr/local/etc/haproxy/haproxy.cfg";

export interface GatewayArgs {
    /** Id of an image with haproxy 2.6 or later and bash. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    readonly certificate: GatewayCertificate;
    /** Which requests go to which service. */
    readonly routes: readonly Route[];
    /** Domain name that it serves. */
    readonly domain: pulumi.Input<string>;
    /** Address of the host that it listens on. */
    readonly address: pulumi.Input<string>;
    /** Port of the host for https. */
    readonly httpsPort: pulumi.Input<number>;
    /** Port of the host for http, answered by a redirect. @default - not published */
    readonly httpPort?: pulumi.Input<number>;
    /** @default "info" */
    readonly logLevel?: GatewayLogLevel;
}

/**
 * haproxy, the only way in from outside. It starts whether or not the services behind it are there.
 *
 * @throws InputPropertiesError naming every route that is malformed or claimed twice.
 */
export class Gateway extends Component {
    /** URL from outside. */
    readonly url: pulumi.Output<string>;
    readonly workload: Workload;

    constructor(name: string, args: GatewayArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Gateway", name, opts);
        const faults = routeFaults(args.routes);
        if (faults.length > 0) {
            throw new pulumi.InputPropertiesError({
                message: `routes of ${name} are not possible`,
                errors: faults.map(({ path, message }) => ({
                    propertyPath: `routes.${path.join(".")}`,
                    reason: message,
                })),
            });
        }
        const { address } = args;
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                image: args.image,
                entrypoint: ["haproxy", "-W", "-db", "-f", CONFIG],
                command: [],
                files: [{ path: CONFIG, content: haproxyConfig(args.routes, args.logLevel ?? "info") }],
                mounts: [args.certificate.certificateMount, args.certificate.socketMount],
                networks: args.networks,
                publish: [
                    { port: PORTS.https, hostPort: args.httpsPort, address },
                    ...(args.httpPort === undefined ? [] : [{ port: PORTS.http, hostPort: args.httpPort, address }]),
                ],
                user: "1000:1000",
                memory: 256,
                listens: [PORTS.http, PORTS.https],
                health: { test: ["CMD", "bash", "-c", answersOk(PORTS.health)] },
            },
            { parent: this, dependsOn: args.certificate.workload },
        );
        this.url = pulumi.interpolate`https://${args.domain}:${args.httpsPort}`;
        this.registerOutputs({ url: this.url });
    }
}

/** Test by bash alone, because upstream's haproxy images hold no curl. */
function answersOk(port: number): string {
    return `exec 3<>/dev/tcp/127.0.0.1/${port}; printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3; grep -q ' 200 ' <&3`;
}
