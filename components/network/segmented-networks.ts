import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Component, engineName, labelList } from "../component";
import type { Connection, EngineMode, Networks } from "./networks";
import {
    type InputFault,
    type Placement,
    type Zones,
    ownEntry,
    placementFaults,
    publishingFaults,
    reachability,
} from "./placement";
import { subnetFaults } from "./subnet";

export interface SegmentedNetworksArgs {
    /** The zones and who may join which. */
    readonly zones: Zones;
    /** The zones each service and job asks for. */
    readonly placement: Placement;
    /** Services that publish a port of theirs on the engine's host. @default - none */
    readonly publishing?: readonly string[];
    /** How the services in the zones are run. @default "standalone" */
    readonly mode?: EngineMode;
}

/**
 * The zones of an environment: one bridge network each, on a swarm one overlay network. Services in a common zone reach each other on any port by
 * name; nothing else is reachable.
 *
 * @throws InputPropertiesError naming every service that asks for a zone that does not exist or that it may not join,
 * or that publishes a port from internal zones only, and every zone whose subnet overlaps with another's.
 */
export class SegmentedNetworks extends Component implements Networks {
    readonly networkMode = "bridge";
    readonly mode: EngineMode;
    /** Names of the engine's networks by zone. */
    readonly networkNames: pulumi.Output<Record<string, string>>;
    /** For each service and job, the others it can reach. `npm run verify` measures it from inside the services. */
    readonly reachability: Record<string, string[]>;

    private readonly networks: Readonly<Record<string, docker.Network>>;

    constructor(
        name: string,
        private readonly args: SegmentedNetworksArgs,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        const members = membersOf(args.zones);
        super("SegmentedNetworks", name, opts, { members });
        const { zones, placement, publishing = [], mode = "standalone" } = args;
        const errors = [
            ...propertyErrors("placement", placementFaults(zones, placement)),
            ...propertyErrors("publishing", publishingFaults(zones, placement, publishing)),
            ...propertyErrors("zones", subnetFaults(zones)),
        ];
        if (errors.length > 0) {
            throw new pulumi.InputPropertiesError({ message: `zones of ${name} are not possible`, errors });
        }
        this.mode = mode;
        this.networks = Object.fromEntries(
            Object.entries(zones).map(([zone, { internal = true, subnet }]) => [
                zone,
                new docker.Network(
                    `${name}-${zone}`,
                    {
                        name: engineName(`${name}-${zone}`),
                        driver: mode === "swarm" ? "overlay" : "bridge",
                        // Jobs are no services of the swarm.
                        attachable: mode === "swarm" ? true : undefined,
                        internal,
                        ipamConfigs: subnet === undefined ? undefined : [{ subnet }],
                        labels: labelList(`${name}-${zone}`),
                    },
                    { parent: this, deleteBeforeReplace: true },
                ),
            ]),
        );
        this.networkNames = pulumi.output(
            Object.fromEntries(Object.entries(this.networks).map(([zone, network]) => [zone, network.name])),
        );
        this.reachability = reachability(placement);
        // Pulumi shows policies what a component says in the end, and reviewers what it was given.
        this.registerOutputs({ networkNames: this.networkNames, reachability: this.reachability, members });
    }

    /** Zones that a service or job is in, sorted. */
    zonesOf(service: string): string[] {
        return [...(ownEntry(this.args.placement, service) ?? [])].sort();
    }

    publishingFault(service: string): string | undefined {
        return this.args.publishing?.includes(service)
            ? undefined
            : `${service} is not declared as publishing, name it in \`publishing\` of its networks`;
    }

    /**
     * Connections of a service or job to its zones, where it is known by its name and by `aliases`.
     * @throws InputPropertyError when it has no place: the engine would put it on a network of its own choice.
     */
    connectionsOf(service: string, aliases: readonly pulumi.Input<string>[] = []): Connection[] {
        const connections = this.zonesOf(service).flatMap((zone) => {
            const network = this.networks[zone];
            return network ? [{ network: network.id, aliases: [service, ...aliases] }] : [];
        });
        if (connections.length === 0) {
            throw new pulumi.InputPropertyError({
                propertyPath: "service",
                reason: `${service} has no place in the zones, add it to \`placement\` of its networks`,
            });
        }
        return connections;
    }
}

/** For each zone, the services and jobs that may join it. */
function membersOf(zones: Zones): Record<string, string[]> {
    return Object.fromEntries(Object.entries(zones).map(([zone, { members }]) => [zone, [...members].sort()]));
}

function propertyErrors(property: string, faults: readonly InputFault[]): { propertyPath: string; reason: string }[] {
    return faults.map(({ path, message }) => ({ propertyPath: [property, ...path].join("."), reason: message }));
}
