import type { OpenChamiOutputs } from "../stack/outputs";
import { run } from "../toolchain/run";
import type { GatewayAddress } from "./gateway-client";
import { containerOf } from "./services";

/** Where an environment's gateway is to be found. */
export interface GatewayPlace {
    readonly stack: string;
    readonly engine: string;
    /** Address of the host that it listens on. */
    readonly listen: string;
}

/**
 * How to reach an environment's gateway from this machine, its root certificate read from `step-root-ca`.
 * @throws Failure when the service that has the certificate does not run.
 */
export async function gatewayAddress(
    { url, rootCertificate }: OpenChamiOutputs,
    { stack, engine, listen }: GatewayPlace,
): Promise<GatewayAddress> {
    const container = await containerOf(rootCertificate.service, stack, engine);
    const root = await run("docker", ["-H", engine, "exec", container, "cat", rootCertificate.path]);
    const { hostname } = new URL(engine);
    return { url, address: hostname || (listen === "0.0.0.0" ? "127.0.0.1" : listen), root };
}
