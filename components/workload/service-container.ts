import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

import { engineDuration } from "../duration";
import { REPLACED_ON_CHANGE, containerArgs } from "./container";
import { serviceLabels } from "./service-labels";
import type { Service } from "./workload";

/** A service as a container of its own. */
export function serviceContainer(name: string, service: Service, parent: pulumi.Resource): docker.Container {
    const { health } = service;
    return new docker.Container(
        name,
        {
            ...containerArgs(name, service),
            labels: serviceLabels(name, service),
            healthcheck: {
                tests: [...health.test],
                interval: engineDuration(health.interval),
                timeout: engineDuration(health.timeout),
                startPeriod: "0s",
                startInterval: "0s",
                retries: health.retries,
            },
            wait: true,
            waitTimeout: service.startTimeout,
            ports: service.publish.map(({ port, hostPort, address }) => ({
                internal: port,
                external: hostPort,
                ip: address,
                protocol: "tcp",
            })),
            restart: "unless-stopped",
            destroyGraceSeconds: service.stopTimeout,
        },
        { parent, deleteBeforeReplace: true, replaceOnChanges: REPLACED_ON_CHANGE },
    );
}
