import { openChamiOutputs } from "../../scripts/stack/outputs";
import { siteEngine } from "../../scripts/stack/stack-engines";
import { gatewayAddress } from "../../scripts/verify/gateway-address";
import type { GatewayAddress } from "../../scripts/verify/gateway-client";
import { LiveSite, type SiteConfig, freePort } from "./live-site";

/** A live OpenCHAMI site on a free port that differs in its section, and beside it, as given. */
export async function openChamiSite(section: object = {}, rest: SiteConfig = {}): Promise<LiveSite> {
    const ports = { https: await freePort() };
    return LiveSite.create("openchami", { domain: "demo.openchami.cluster", ports, ...section }, rest);
}

/** Where the gateway of a live site is, and how it is trusted. */
export async function gatewayOf(site: LiveSite): Promise<GatewayAddress> {
    const docker = await siteEngine(site.options);
    const place = { stack: site.options.stack, docker, host: docker.host, listen: "127.0.0.1" };
    return gatewayAddress(await openChamiOutputs(site.options), place);
}
