import { LiveSite, type SiteConfig, freePort } from "./live-site";

/** A live OpenCHAMI site on a free port that differs in its section, and beside it, as given. */
export async function openChamiSite(section: object = {}, rest: SiteConfig = {}): Promise<LiveSite> {
    const ports = { https: await freePort() };
    return LiveSite.create("openchami", { domain: "demo.openchami.cluster", ports, ...section }, rest);
}
