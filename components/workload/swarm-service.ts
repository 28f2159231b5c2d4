import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { engineName } from "../component";
import { swarmDuration } from "../duration";
import { LOGGING, sortBy } from "./container";
import { serviceLabels } from "./service-labels";
import { swarmConfigs, swarmSecrets } from "./swarm-files";
import type { Service } from "./workload";

/** Longest name of a service that a swarm takes. */
const LONGEST_NAME = 63;
const MEBIBYTE = 1024 * 1024;

type Attachment = docker.types.input.ServiceTaskSpecNetworksAdvanced;

/**
 * A service as one of a swarm: one task, on the node that volumes and images are on. It is updated in place, the old
 * task being stopped first, because ports and volumes are taken once. What a swarm cannot be told is left out:
 * no-new-privileges, the host's pid namespace (with a warning) and a limit of swap.
 *
 * @throws InputPropertyError when its name is too long, or it publishes a port on one address of the host alone.
 */
export function swarmService(name: string, service: Service, parent: pulumi.Resource): docker.Service {
    const { health, networks } = service;
    const fullName = checkedName(name);
    if (service.hostPid) {
        void pulumi.log.warn(`${name} sees no processes but its own: a swarm has no host's pid namespace`, parent);
    }
    const labels = serviceLabels(name, service);
    return new docker.Service(
        name,
        {
            name: fullName,
            labels,
            mode: { replicated: { replicas: 1 } },
            // Names lead to the task itself: a virtual address needs a kernel module, and has nothing to balance.
            endpointSpec: { mode: "dnsrr", ports: publishedPorts(service) },
            taskSpec: {
                containerSpec: {
                    image: service.image,
                    commands: service.entrypoint?.slice(),
                    args: service.command?.slice(),
                    env: service.environment && { ...service.environment },
                    hostname: networks.networkMode === "host" ? undefined : service.service,
                    user: service.user,
                    configs: swarmConfigs(name, service, parent),
                    secrets: swarmSecrets(name, service, parent),
                    mounts: sortBy(service.mounts ?? [], ({ path }) => path).map(
                        ({ volume, path, readOnly = false, noCopy = false }) => ({
                            type: "volume",
                            source: volume.volumeName,
                            target: path,
                            readOnly,
                            volumeOptions: noCopy ? { noCopy } : undefined,
                        }),
                    ),
                    healthcheck: {
                        tests: [...health.test],
                        interval: swarmDuration(health.interval),
                        timeout: swarmDuration(health.timeout),
                        // A swarm ends what is unhealthy, so until it must be healthy no failed test counts.
                        startPeriod: swarmDuration(service.startTimeout),
                        retries: health.retries,
                    },
                    stopGracePeriod: swarmDuration(service.stopTimeout),
                    capDrops: ["ALL"],
                    labels,
                },
                resources: {
                    limits: {
                        memoryBytes: pulumi.output(service.memory).apply((size) => size * MEBIBYTE),
                        nanoCpus:
                            service.cores === undefined
                                ? undefined
                                : pulumi.output(service.cores).apply((cores) => Math.round(cores * 1e9)),
                    },
                },
                restartPolicy: { condition: "any", delay: "1s", window: "0s" },
                placement: { constraints: ["node.role==manager"] },
                networksAdvanceds: attachments(service),
                logDriver: { name: LOGGING.driver, options: LOGGING.options },
            },
            updateConfig: { order: "stop-first", failureAction: "pause", parallelism: 1 },
            // Longer than the engine's own patience, so that the last words of a task it gave up are reported.
            convergeConfig: {
                delay: "1s",
                timeout: `${service.startTimeout + health.retries * health.interval + 15}s`,
            },
        },
        { parent, deleteBeforeReplace: true, replaceOnChanges: ["#initerror"] },
    );
}

function attachments({ networks, service, aliases }: Service): Attachment[] {
    return networks.networkMode === "host"
        ? [{ id: "host" }]
        : networks.connectionsOf(service, aliases).map((it) => ({ id: it.network, aliases: [...it.aliases] }));
}

function checkedName(name: string): string {
    const fullName = engineName(name);
    if (fullName.length > LONGEST_NAME) {
        throw new pulumi.InputPropertyError({
            propertyPath: "name",
            reason:
                `a service of a swarm may have a name of ${LONGEST_NAME} characters, "${fullName}" has ` +
                `${fullName.length}; give the stack a shorter name`,
        });
    }
    return fullName;
}

/** Published by the node itself: the swarm's own routing would hide who is calling. */
function publishedPorts({ service, publish }: Service): docker.types.input.ServiceEndpointSpecPort[] {
    return publish.map(({ port, hostPort, address }) => ({
        targetPort: port,
        publishedPort: pulumi.all([hostPort, address]).apply(([published, on]) => {
            if (on !== "0.0.0.0") {
                throw new pulumi.InputPropertyError({
                    propertyPath: "publish",
                    reason:
                        `${service} cannot publish on ${on} alone, a swarm publishes on all addresses: ` +
                        `publish on 0.0.0.0, or run it standalone`,
                });
            }
            return published;
        }),
        publishMode: "host",
        protocol: "tcp",
    }));
}
