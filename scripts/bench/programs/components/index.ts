import "../../../../stacks/promise-traces";

import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../../../../components/component";
import { SegmentedNetworks } from "../../../../components/network/segmented-networks";
import { Volume } from "../../../../components/volume/volume";
import { type ContainerSpec, REPLACED_ON_CHANGE, containerArgs } from "../../../../components/workload/container";
import { COMMAND, MEMORY, NETWORKS, STOP_SIGNAL, STOP_TIMEOUT, VOLUMES, stackSettings } from "../plain-service";

/**
 * What `Workload` makes, but for its health test, without which a `Workload` cannot be: three hundred tests a second
 * would be all that two cores do.
 */
class UntestedWorkload extends Component {
    constructor(name: string, spec: ContainerSpec, opts?: pulumi.ComponentResourceOptions) {
        super("UntestedWorkload", name, opts);
        new docker.Container(
            name,
            {
                ...containerArgs(name, spec),
                restart: "unless-stopped",
                stopSignal: STOP_SIGNAL,
                destroyGraceSeconds: STOP_TIMEOUT,
            },
            { parent: this, deleteBeforeReplace: true, replaceOnChanges: REPLACED_ON_CHANGE },
        );
        this.registerOutputs();
    }
}

const { image, services } = stackSettings();

const networks = new SegmentedNetworks("bench", {
    zones: Object.fromEntries(
        NETWORKS.map((zone) => [
            zone,
            { members: services.filter(({ network }) => network === zone).map(({ name }) => name) },
        ]),
    ),
    placement: Object.fromEntries(services.map(({ name, network }) => [name, [network]])),
});
const volumes = Object.fromEntries(VOLUMES.map((name) => [name, new Volume(name)]));

for (const { name, volume, environment } of services) {
    new UntestedWorkload(name, {
        service: name,
        image,
        command: COMMAND,
        environment,
        mounts: [{ volume: volumes[volume]!, path: "/data" }],
        networks,
        memory: MEMORY,
    });
}
