import { type EngineAddress, engineClient } from "../../components/image/engine-client";
import { Failure } from "../failure";
import { refuseOwnEngine } from "../stack/own-engine";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { engineHost, localSocket } from "../toolchain/engine";
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
    const site = loadSite(stack, file);
    refuseOwnEngine(stack, site);
    const host = await engineHost(site.engine.host);
    report(`Reading what the last update of site ${stack} noted`);
    const engines = declaredEngines(await readPlainState(options));
    const findings: Finding[] = [];
    const unseen: Unseen[] = [];
    const addresses: Record<string, EngineAddress> = {};
    for (const engine of engines) {
        const own = engine.name === SITE_ENGINE;
        const address = own ? { ...engine.address, host } : engine.address;
        const objects = sizeOf(engine);
        // The plain client knows its own engine.
        addresses[engine.name] = own && host === localSocket ? {} : address;
        if (objects === 0) {
            continue;
        }
        report(`Looking at ${objects} objects on the engine at ${address.host ?? host}`);
        try {
            findings.push(...compare(engine, await observe(engineClient(address), engine, stack), stack));
        } catch (error) {
            const reason = unreachable(error);
            if (reason === undefined || own) {
                throw reason === undefined ? error : noAnswer(host, reason);
            }
            unseen.push({ engine: engine.name.replace(/-provider$/, ""), objects, reason });
        }
    }
    return { stack, findings, unseen, addresses };
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
