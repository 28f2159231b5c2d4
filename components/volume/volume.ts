import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Component, engineName, labelList } from "../component";

/**
 * What becomes of data volumes when the stack is destroyed: `delete` removes them, `retain` leaves them on the engine
 * for the next `up` to find, `protect` makes Pulumi refuse to delete or replace them.
 */
export type VolumePolicy = "delete" | "retain" | "protect";

export interface VolumeArgs {
    /** What becomes of the volume on destroy. @default "delete" */
    readonly policy?: VolumePolicy;
}

/** Where a workload mounts a volume. */
export interface Mount {
    readonly volume: Volume;
    /** Folder in the container. */
    readonly path: string;
    /** @default false */
    readonly readOnly?: boolean;
}

/** A named volume. It outlives the containers that mount it, and restarts of the engine and its host. */
export class Volume extends Component {
    /** Name of the volume on the engine. */
    readonly volumeName: pulumi.Output<string>;
    /** The volume itself, for what is deleted with it. */
    readonly volume: docker.Volume;

    constructor(name: string, args: VolumeArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        super("Volume", name, opts);
        this.volume = new docker.Volume(
            name,
            { name: engineName(name), driver: "local", labels: labelList(name) },
            {
                parent: this,
                deleteBeforeReplace: true,
                protect: args.policy === "protect",
                retainOnDelete: args.policy === "retain",
            },
        );
        this.volumeName = this.volume.name;
        this.registerOutputs({ volumeName: this.volumeName });
    }
}
