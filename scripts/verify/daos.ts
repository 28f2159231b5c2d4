import { AGENT, CLIENT } from "../../components/daos/services";
import type { DaosSite } from "../../stacks/daos/site";
import { Failure } from "../failure";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { environmentEngine } from "../stack/stack-engines";
import { type Check, compare } from "./check";
import { type RunningService, runningServices } from "./services";

/** Runs a command in a container; what it printed, or undefined where it failed. */
type Ask = (container: string, ...command: string[]) => Promise<string | undefined>;

/** Everything that must hold of a stack's DAOS environment, measured, but for what only a pool can show. */
export async function verifyDaos(options: StackOptions): Promise<Check[]> {
    const { daos: site } = loadSite(options.stack, options.file);
    if (site === undefined) {
        throw new Failure(`site ${options.stack} has no DAOS environment`);
    }
    const docker = await environmentEngine("daos", options);
    const ask: Ask = (container, ...command) => docker.tryRun("exec", container, ...command);
    const services = await runningServices({ stack: options.stack, environment: "daos" }, docker);
    const agent = services.find(({ service }) => service === AGENT);
    return [
        compare(
            "agent and client run",
            [AGENT, CLIENT],
            services.map(({ service }) => service),
        ),
        ...(await Promise.all(services.map((service) => serviceChecks(site, service, ask)))).flat(),
        ...(agent === undefined ? [] : await agentChecks(site, agent.container, ask)),
    ];
}

async function serviceChecks(
    { client, version }: DaosSite,
    { service, container, healthy }: RunningService,
    ask: Ask,
): Promise<Check[]> {
    const installed = await ask(container, "rpm", "--query", "--queryformat", "%{version}-%{release}", "daos-client");
    return [
        compare(`${service} is healthy`, true, healthy),
        compare(`${service} has DAOS ${version}`, version, installed),
        compare(
            `${service} knows the clients' user`,
            client.user,
            await ask(container, "id", "-un", String(client.uid)),
        ),
        compare(
            `${service} knows the clients' group`,
            client.gid,
            Number(await ask(container, "id", "-g", client.user)),
        ),
    ];
}

async function agentChecks({ accessPoints, port, auth }: DaosSite, container: string, ask: Ask): Promise<Check[]> {
    const key = "/etc/daos/certs/agent.key";
    const keyIs = await ask(container, "stat", "--format", "%a %U", key);
    const points = accessPoints.map(async (point) => {
        const [host = "", own] = point.split(":");
        const attempt = `exec 3<>/dev/tcp/${host}/${own ?? port}`;
        const answer = await ask(container, "timeout", "3", "bash", "-c", attempt);
        return compare(`the agent reaches access point ${host}:${own ?? port}`, true, answer !== undefined);
    });
    return [
        auth
            ? compare("the agent's key is for the agent alone", "400 daos_agent", keyIs)
            : compare("the agent has no key", undefined, keyIs),
        ...(await Promise.all(points)),
    ];
}
