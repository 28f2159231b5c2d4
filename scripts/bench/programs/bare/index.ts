import "../../../../stacks/promise-traces";

import * as docker from "@pulumi/docker";

import { engineName, labelList } from "../../../../components/component";
import { LOGGING } from "../../../../components/workload/container";
import { COMMAND, MEMORY, NETWORKS, STOP_SIGNAL, STOP_TIMEOUT, VOLUMES, stackSettings } from "../plain-service";

// The same objects as of `components/`, by provider resources alone.
const { image, services } = stackSettings();

const networks = Object.fromEntries(
    NETWORKS.map((name) => [
        name,
        new docker.Network(
            `bench-${name}`,
            {
                name: engineName(`bench-${name}`),
                driver: "bridge",
                internal: true,
                labels: labelList(`bench-${name}`),
            },
            { deleteBeforeReplace: true },
        ),
    ]),
);
const volumes = Object.fromEntries(
    VOLUMES.map((name) => [
        name,
        new docker.Volume(
            name,
            { name: engineName(name), driver: "local", labels: labelList(name) },
            { deleteBeforeReplace: true },
        ),
    ]),
);

for (const { name, network, volume, environment } of services) {
    new docker.Container(
        name,
        {
            name: engineName(name),
            hostname: name,
            image,
            command: COMMAND,
            envs: Object.entries(environment).map(([key, value]) => `${key}=${value}`),
            uploads: [],
            volumes: [{ volumeName: volumes[volume]!.name, containerPath: "/data", readOnly: false }],
            networkMode: "bridge",
            networksAdvanced: [{ name: networks[network]!.id, aliases: [name] }],
            memory: MEMORY,
            memorySwap: MEMORY,
            capabilities: { drops: ["ALL"] },
            securityOpts: ["no-new-privileges:true"],
            logDriver: LOGGING.driver,
            logOpts: LOGGING.options,
            labels: labelList(name),
            restart: "unless-stopped",
            stopSignal: STOP_SIGNAL,
            destroyGraceSeconds: STOP_TIMEOUT,
        },
        { deleteBeforeReplace: true },
    );
}
