import type { OpenChamiOutputs } from "../stack/outputs";
import { run } from "../toolchain/run";
import type { GatewayAddress } from "./gateway-client";

/**
 * How to reach an environment's gateway from this machine, its root certificate read from `step-root-ca`.
 * @param listen Address of the host that the gateway listens on.
 */
export async function gatewayAddress(
    { url, rootCertificate }: OpenChamiOutputs,
    listen: string,
    engine: string,
): Promise<GatewayAddress> {
    const { container, path } = rootCertificate;
    const root = await run("docker", ["-H", engine, "exec", container, "cat", path]);
    const { hostname } = new URL(engine);
    return { url, address: hostname || (listen === "0.0.0.0" ? "127.0.0.1" : listen), root };
}
