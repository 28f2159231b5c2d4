import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type Docker from "dockerode";

import { engineClient } from "../../components/image/engine-client";
import { WEB_SERVER_CONTEXT } from "../../components/web/web-server-context";
import { project } from "../../scripts/project";
import { type LabOutputs, labOutputs } from "../../scripts/stack/outputs";
import { verifyLab } from "../../scripts/verify/lab";
import { LiveSite, freePort } from "./live-site";

/** A live lab on free ports, whose web server's folder is the tests' own. */
export class LabSite {
    private constructor(
        readonly site: LiveSite,
        /** Folder of the web server's image. */
        readonly folder: string,
    ) {}

    static async create(): Promise<LabSite> {
        const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-web-"));
        cpSync(path.join(project, WEB_SERVER_CONTEXT), folder, { recursive: true });
        const ports: Record<string, number> = {};
        for (const service of ["web", "mongo", "registry", "hub", "engine"]) {
            ports[service] = await freePort();
        }
        const site = await LiveSite.create("lab", { ports, webserver: path.relative(project, folder) });
        return new LabSite(site, folder);
    }

    outputs(): Promise<LabOutputs> {
        return labOutputs(this.site.options);
    }

    /** A client of the lab's engine. */
    async engine(): Promise<Docker> {
        const { env, client } = (await this.outputs()).engine;
        return engineClient({ host: env.DOCKER_HOST, ...client });
    }

    /** What of the lab does not hold as declared. */
    async failures(): Promise<string[]> {
        const checks = await verifyLab(this.site.options);
        return checks.flatMap(({ statement, failure }) => (failure === undefined ? [] : [`${statement}: ${failure}`]));
    }

    /** Port of the host that a service is published on. */
    port(service: "web" | "mongo" | "registry" | "hub" | "engine"): number {
        return (this.site.config["lab"] as { ports: Record<typeof service, number> }).ports[service];
    }

    async remove(): Promise<void> {
        await this.site.remove();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
