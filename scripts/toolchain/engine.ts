import { spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import * as http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import { Failure } from "../failure";
import { canInstall, install } from "./apt";
import { withLock } from "./lock";
import type { Report } from "./progress";
import { run, tryRun } from "./run";

/** Address of the engine of this machine. */
export const localSocket = "unix:///var/run/docker.sock";
const logFile = "/var/log/dockerd.log";

/**
 * Address of the Docker engine that a site uses: the site's own, else the one of the Docker client's environment,
 * else this machine's.
 */
export async function engineHost(site: string | undefined): Promise<string> {
    const fromContext = () => tryRun("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]);
    return site || process.env.DOCKER_HOST || (await fromContext())?.trim() || localSocket;
}

/**
 * Makes sure that the engine answers. The engine of this machine is installed and started when it is missing and we
 * are root on Debian; any other is somebody else's to start.
 *
 * @throws Failure that names the host and says what to do.
 */
export async function ensureEngine(host: string, report: Report): Promise<void> {
    if (await answers(host)) {
        return;
    }
    if (host !== localSocket) {
        throw new Failure(
            `no Docker engine answers at ${host}: start it, or give another one as hpc-stacks:engine.host in the ` +
                "stack file or as DOCKER_HOST",
        );
    }
    if (!(await canInstall())) {
        throw new Failure(
            "no Docker engine answers on this machine: install and start one (as root on Debian this is done for " +
                "you), join group `docker`, or give one as hpc-stacks:engine.host or DOCKER_HOST",
        );
    }
    await withLock("/run/hpc-stacks-engine", report, () => installAndStart(report));
}

async function installAndStart(report: Report): Promise<void> {
    // Another run may have started it while this one waited.
    if (await answers(localSocket)) {
        return;
    }
    if ((await tryRun("dockerd", ["--version"])) === undefined) {
        report("installing docker.io");
        await install(["docker.io"], report);
    }
    // Later Debian releases have the client in a package of its own.
    if ((await tryRun("docker", ["--version"])) === undefined) {
        await install(["docker-cli"], report);
    }
    report("starting dockerd");
    if (existsSync("/run/systemd/system")) {
        await run("systemctl", ["start", "docker"]);
    } else {
        // Not by `service docker start`: it raises limits first, which a container may not.
        const log = openSync(logFile, "a");
        spawn("dockerd", [], { detached: true, stdio: ["ignore", log, log] }).unref();
    }
    await waitForAnswer();
}

async function waitForAnswer(): Promise<void> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(200)) {
        if (await answers(localSocket)) {
            return;
        }
    }
    throw new Failure(`dockerd was started but does not answer: see ${logFile}`);
}

/** Whether an engine is there. */
async function answers(host: string): Promise<boolean> {
    const url = new URL(host);
    switch (url.protocol) {
        case "unix:":
            return ping({ socketPath: url.pathname });
        case "tcp:":
            return ping({ host: url.hostname, port: Number(url.port || 2375) });
        default:
            return (await tryRun("docker", ["-H", host, "version"], { timeout: 20_000 })) !== undefined;
    }
}

/** An engine that wants TLS answers a plain request with status 400. Whom it lets in is for the provider to find out. */
function ping(target: http.RequestOptions): Promise<boolean> {
    return new Promise((resolve) => {
        const request = http.get({ ...target, path: "/_ping", timeout: 5_000 }, (response) => {
            response.resume();
            resolve(response.statusCode === 200 || response.statusCode === 400);
        });
        request.on("timeout", () => request.destroy()).on("error", () => resolve(false));
    });
}
