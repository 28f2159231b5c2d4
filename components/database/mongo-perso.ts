import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { BuiltImage } from "../image/built-image";
import type { Image } from "../image/image";
import type { SegmentedNetworks } from "../network/segmented-networks";
import { Volume, type VolumePolicy } from "../volume/volume";
import { type PublishedPort, Workload } from "../workload/workload";

const SERVICE = "mongo-perso";
const PORT = 27017;

export interface MongoPersoArgs {
    /** Image that it is built on: MongoDB's, or ours with FerretDB; with bash and mongoimport. */
    readonly base: Pick<Image, "reference" | "imageId">;
    readonly networks: SegmentedNetworks;
    /** Where on the host it is reachable. */
    readonly publish: Omit<PublishedPort, "port">;
    /** What becomes of the documents when the stack is destroyed. @default "delete" */
    readonly volumes?: VolumePolicy;
}

/**
 * A MongoDB server from an image of its own, `mongo-perso`. The first start on an empty volume puts the first documents
 * into `artists.photographers`; no later one does, so what is deleted stays deleted.
 *
 * It knows no users: whoever reaches its port may read and write.
 */
export class MongoPerso extends Component {
    /** Where it is reached on the host, as MongoDB's clients want it. */
    readonly uri: pulumi.Output<string>;
    readonly image: BuiltImage;
    readonly workload: Workload;

    constructor(name: string, args: MongoPersoArgs, opts?: pulumi.ComponentResourceOptions) {
        super("MongoPerso", name, opts);
        this.image = new BuiltImage(
            `${name}-image-${SERVICE}`,
            { context: "components/database/mongo-perso", base: args.base },
            { parent: this },
        );
        const data = new Volume(`${name}-${SERVICE}-data`, { policy: args.volumes }, { parent: this });
        const { hostPort, address = "127.0.0.1" } = args.publish;
        this.workload = new Workload(
            `${name}-${SERVICE}`,
            {
                service: SERVICE,
                image: this.image.imageId,
                mounts: [{ volume: data, path: "/data/db" }],
                networks: args.networks,
                publish: [{ port: PORT, hostPort, address }],
                user: "999:999",
                memory: 1024,
                listens: [PORT],
                health: { test: ["CMD", "bash", "-c", `exec 3<>/dev/tcp/127.0.0.1/${PORT}`] },
                // It writes out what it holds in memory.
                stopTimeout: 30,
            },
            { parent: this },
        );
        this.uri = pulumi.interpolate`mongodb://${address}:${hostPort}/artists`;
        this.registerOutputs({ uri: this.uri });
    }
}
