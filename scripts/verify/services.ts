import type { EnvironmentName } from "../../stacks/environments";
import { Failure } from "../failure";
import type { DockerClient } from "../stack/docker-client";

/** A service of a stack as it runs on the engine. */
export interface RunningService {
    /** Name in its zones. */
    readonly service: string;
    /** Name of its container. */
    readonly container: string;
    /** Id of its image. */
    readonly image: string;
    /** Ports on which it answers in its zones. */
    readonly listens: readonly number[];
    /** Addresses in its zones. */
    readonly addresses: readonly string[];
    /** Ports published on the host, as `address:port`. */
    readonly published: readonly string[];
    readonly mounts: readonly { readonly volume: string; readonly writable: boolean }[];
    readonly healthy: boolean;
}

interface Inspected {
    Name: string;
    Image: string;
    State: { Health?: { Status: string } };
    Config: { Labels: Record<string, string> };
    NetworkSettings: {
        Networks: Record<string, { IPAddress: string }>;
        Ports: Record<string, { HostIp: string; HostPort: string }[] | null>;
    };
    Mounts: { Type: string; Name?: string; RW: boolean }[];
}

/** Whose services are meant. */
export interface ServicesOf {
    readonly stack: string;
    /** @default - all of them */
    readonly environment?: EnvironmentName;
}

/** Services of a stack that run on an engine, by name. */
export async function runningServices(
    { stack, environment }: ServicesOf,
    docker: DockerClient,
): Promise<RunningService[]> {
    const filters = ["--filter", `label=hpc-stacks.stack=${stack}`, "--filter", "label=hpc-stacks.service"];
    const ids = await docker.run("ps", "--quiet", ...filters);
    if (ids === "") {
        return [];
    }
    const inspected = await docker.run("inspect", ...ids.split("\n"));
    const prefix = environment === undefined ? "" : `${environment}-`;
    return (JSON.parse(inspected) as Inspected[])
        .filter(({ Config }) => Config.Labels["hpc-stacks.name"]?.startsWith(prefix))
        .map((container) => ({
            service: container.Config.Labels["hpc-stacks.service"] ?? "",
            container: container.Name.replace(/^\//, ""),
            image: container.Image,
            listens: (container.Config.Labels["hpc-stacks.listens"] ?? "").split(",").filter(Boolean).map(Number),
            addresses: Object.values(container.NetworkSettings.Networks).map(({ IPAddress }) => IPAddress),
            published: Object.values(container.NetworkSettings.Ports)
                .flatMap((bindings) => bindings ?? [])
                .map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`),
            mounts: container.Mounts.filter(({ Type }) => Type === "volume").map(({ Name = "", RW }) => ({
                volume: Name,
                writable: RW,
            })),
            healthy: container.State.Health?.Status === "healthy",
        }))
        .sort((a, b) => (a.service < b.service ? -1 : 1));
}

/**
 * Name of the running container of one of a stack's services.
 * @throws Failure when it does not run.
 */
export async function containerOf(service: string, stack: string, docker: DockerClient): Promise<string> {
    const found = (await runningServices({ stack }, docker)).find((running) => running.service === service);
    if (found === undefined) {
        throw new Failure(`service ${service} of stack ${stack} does not run: bring it up by \`npm start\``);
    }
    return found.container;
}
