import { openChamiOutputs } from "../stack/outputs";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { environmentEngine } from "../stack/stack-engines";
import { engineHost } from "../toolchain/engine";
import { Failure } from "../failure";
import { publishingServices } from "../../stacks/openchami/placement";
import { type Check, compare } from "./check";
import { gatewayAddress } from "./gateway-address";
import { checkMounts, checkPublished } from "./mounts";
import { checkOpenChami } from "./openchami-access";
import { runningServices } from "./services";
import { checkZones } from "./zones";

/** Everything that must hold of a stack's OpenCHAMI environment, measured. */
export async function verifyOpenChami(options: StackOptions): Promise<Check[]> {
    const { openchami: site, engine: declared } = loadSite(options.stack, options.file);
    if (site === undefined) {
        throw new Failure(`site ${options.stack} has no OpenCHAMI environment`);
    }
    const docker = await environmentEngine("openchami", options);
    const outputs = await openChamiOutputs(options);
    const services = await runningServices({ stack: options.stack, environment: "openchami" }, docker);
    const gateway = await gatewayAddress(outputs, {
        stack: options.stack,
        docker,
        host: await engineHost(declared.host),
        listen: site.listen,
    });
    return [
        ...services.map(({ service, healthy }) => compare(`${service} is healthy`, true, healthy)),
        ...(await checkOpenChami(gateway, outputs.client)),
        ...(await checkZones(options.stack, docker, services, outputs.reachability, "postgres")),
        ...checkMounts(services),
        checkPublished(services, publishingServices(site)),
    ];
}
