import * as net from "node:net";

import { NAMESPACE } from "../../stacks/site";
import { Failure } from "../failure";
import type { DockerClient } from "./docker-client";
import type { PublishedPort } from "./site";

/** The stack that publishes ports, and the engine that does it. */
export interface Publisher {
    readonly stack: string;
    readonly docker: DockerClient;
}

/**
 * Checks that every port is free or held by the stack's own containers. Only ports of this machine can be looked at.
 *
 * @throws Failure that names the keys of the taken ones and the cure.
 */
export async function checkPorts(ports: readonly PublishedPort[], publisher: Publisher): Promise<void> {
    if (!publisher.docker.host.startsWith("unix:")) {
        return;
    }
    const taken: PublishedPort[] = [];
    for (const published of ports) {
        if (!(await isFree(published)) && !(await isOurs(published.port, publisher))) {
            taken.push(published);
        }
    }
    if (taken.length > 0) {
        throw new Failure(taken.map((published) => describeTaken(published, publisher.stack)).join("\n"));
    }
}

/** What a user needs to know of a port that is taken. */
export function describeTaken({ key, port }: PublishedPort, stack: string): string {
    return (
        `port ${port} (${NAMESPACE}:${key}) is already taken on this machine: ` +
        `stop what listens on it (\`ss -ltnp 'sport = :${port}'\`) or set another port in Pulumi.${stack}.yaml`
    );
}

/** Whether we could listen on it. Not being allowed to is no sign that it is taken; the engine is allowed to. */
function isFree({ address, port }: PublishedPort): Promise<boolean> {
    return new Promise((resolve) => {
        const server = net.createServer();
        server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
        server.listen(port, address, () => server.close(() => resolve(true)));
    });
}

async function isOurs(port: number, { stack, docker }: Publisher): Promise<boolean> {
    const filters = ["--filter", `label=hpc-stacks.stack=${stack}`, "--filter", `publish=${port}`];
    const ids = await docker.tryRun("container", "ls", "--quiet", ...filters);
    return (ids ?? "") !== "";
}
