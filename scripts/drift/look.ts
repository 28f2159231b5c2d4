import { engineClient } from "../../components/image/engine-client";
import { Failure } from "../failure";
import type { DockerClient } from "../stack/docker-client";
import { refuseOwnEngine } from "../stack/own-engine";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { siteEngine } from "../stack/stack-engines";
import type { Report } from "../toolchain/progress";
import { compare } from "./compare";
import { type DeclaredEngine, SITE_ENGINE, declaredEngines } from "./declared";
import type { Finding } from "./finding";
import { observe } from "./observed";
import type { DriftReport, Unseen } from "./report";
import { readPlainState } from "./state";

/**
 * Compares what stands on a site's engines with what the last update noted. Changes nothing.
 *
 * @throws Failure when the site is not up, its engine does not answer, or DOCKER_HOST is an engine inside it.
 */
export async function lookForDrift(options: StackOptions, report: Report): Promise<DriftReport> {
    const { stack, file } = options;
    refuseOwnEngine(stack, loadSite(stack, file));
    const given = await siteEngine(options);
    report(`Reading what the last update of site ${stack} noted`);
    const engines = declaredEngines(await readPlainState(options));
    const findings: Finding[] = [];
    const unseen: Unseen[] = [];
    const clients: Record<string, DockerClient> = {};
    for (const engine of engines) {
        const own = engine.name === SITE_ENGINE;
        const docker = own ? given : engine.docker;
        const objects = sizeOf(engine);
        clients[engine.name] = docker;
        if (objects === 0) {
            continue;
        }
        report(`Looking at ${objects} objects on the engine at ${docker.host}`);
        try {
            findings.push(...compare(engine, await observe(engineClient(docker.address), engine, stack), stack));
        } catch (error) {
            const reason = unreachable(error);
            if (reason === undefined || own) {
                throw reason === undefined ? error : noAnswer(docker.host, reason);
            }
            unseen.push({ engine: engine.name.replace(/-provider$/, ""), objects, reason });
        }
    }
    return { stack, findings, unseen, clients };
}

/** How many things of a site are on an engine. */
function sizeOf({ containers, networks, volumes, services, secrets, configs, images }: DeclaredEngine): number {
    return [containers, networks, volumes, services, secrets, configs, images].flat().length;
}

/** Why nobody answered; undefined for an answer that we did not expect. */
function unreachable(error: unknown): string | undefined {
    const { code, message } = error as NodeJS.ErrnoException;
    const known = ["ECONNREFUSED", "ECONNRESET", "EACCES", "ENOENT", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "EPIPE"];
    return code !== undefined && (known.includes(code) || /TLS|SSL|CERT/.test(code)) ? message : undefined;
}

function noAnswer(host: string, reason: string): Failure {
    return new Failure(
        `no Docker engine answers at ${host} (${reason}): start it, or give another one as hpc-stacks:engine.host in ` +
            "the stack file or as DOCKER_HOST",
    );
}
