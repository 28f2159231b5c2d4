import type { DockerClient } from "../stack/docker-client";
import type { OpenChamiOutputs } from "../stack/outputs";
import type { GatewayAddress } from "./gateway-client";
import { containerOf } from "./services";

/** Where an environment's gateway is to be found. */
export interface GatewayPlace {
    readonly stack: string;
    /** The engine that the environment lives in. */
    readonly docker: DockerClient;
    /** Address of the engine whose host the gateway is published on. */
    readonly host: string;
    /** Address of the host that it listens on. */
    readonly listen: string;
}

/**
 * How to reach an environment's gateway from this machine, its root certificate read from `step-root-ca`.
 * @throws Failure when the service that has the certificate does not run.
 */
export async function gatewayAddress(
    { url, rootCertificate }: OpenChamiOutputs,
    { stack, docker, host, listen }: GatewayPlace,
): Promise<GatewayAddress> {
    const container = await containerOf(rootCertificate.service, stack, docker);
    const root = await docker.run("exec", container, "cat", rootCertificate.path);
    const { hostname } = new URL(host);
    return { url, address: hostname || (listen === "0.0.0.0" ? "127.0.0.1" : listen), root };
}
