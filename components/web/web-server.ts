import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { type PublishedPort, Workload } from "../workload/workload";

const SERVICE = "webserver";
const PORT = 8080;

export interface WebServerArgs {
    /** Id of an image that serves files on port 8080, with Python. */
    readonly image: pulumi.Input<string>;
    readonly networks: SegmentedNetworks;
    /** Where on the engine's host it is reachable. */
    readonly publish: Omit<PublishedPort, "port">;
}

/** Python's web server with the files of its image in `/data`. Another file is another image, and so another container. */
export class WebServer extends Component {
    readonly workload: Workload;

    constructor(name: string, args: WebServerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("WebServer", name, opts);
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                image: args.image,
                networks: args.networks,
                publish: [{ port: PORT, ...args.publish }],
                user: "65534:65534",
                memory: 128,
                listens: [PORT],
                health: { test: ["CMD", "python3", "-c", answers(PORT)] },
            },
            { parent: this },
        );
        this.registerOutputs();
    }
}

/** Test by Python alone, which the image is sure to hold. */
function answers(port: number): string {
    return `import urllib.request as r; r.urlopen("http://127.0.0.1:${port}/")`;
}
