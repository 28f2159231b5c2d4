import { z } from "zod";

import { Failure } from "../failure";
import { run } from "../toolchain/run";

const LABEL = "com.docker.compose";

/** The parts of `docker inspect` of a container that are read. */
const inspected = z.object({
    Name: z.string(),
    State: z.object({ Running: z.boolean() }),
    Config: z.object({
        Env: z.array(z.string()).nullish(),
        Labels: z.record(z.string(), z.string()).nullish(),
    }),
    HostConfig: z.object({
        PortBindings: z
            .record(z.string(), z.array(z.object({ HostIp: z.string().default(""), HostPort: z.string() })).nullable())
            .nullish(),
    }),
    Mounts: z.array(z.object({ Destination: z.string() })).default([]),
});

/** A container of a compose project. */
export interface ComposeContainer {
    /** Name on the engine. */
    readonly name: string;
    readonly service: string;
    readonly running: boolean;
    readonly environment: Readonly<Record<string, string>>;
    /** Folders in it that lie on volumes or on the host. */
    readonly mounts: readonly string[];
    /** Ports of the host, by `<port>/<protocol>` of the container. */
    readonly ports: Readonly<Record<string, { readonly address: string; readonly port: number }>>;
}

/** A volume or network of a compose project. */
export interface ComposeObject {
    /** What the compose file calls it. */
    readonly key: string;
    /** Name on the engine. */
    readonly name: string;
}

/** A compose project as it is on an engine, running or stopped. */
export interface ComposeProject {
    readonly name: string;
    readonly containers: readonly ComposeContainer[];
    readonly volumes: readonly ComposeObject[];
    readonly networks: readonly ComposeObject[];
}

/**
 * Finds a compose project by the labels that compose gives its objects.
 * @throws Failure that names the projects there are, where there is none of that name.
 */
export async function readProject(name: string, engine: string): Promise<ComposeProject> {
    const docker = (...args: string[]): Promise<string> => run("docker", ["-H", engine, ...args]);
    const filter = ["--filter", `label=${LABEL}.project=${name}`];
    const ids = lines(await docker("container", "ls", "--all", "--quiet", ...filter));
    if (ids.length === 0) {
        const template = `{{.Label "${LABEL}.project"}}`;
        throw new Failure(noProject(name, lines(await docker("container", "ls", "--all", "--format", template))));
    }
    const [containers, volumes, networks] = await Promise.all([
        docker("container", "inspect", ...ids),
        docker("volume", "ls", ...filter, "--format", `{{.Label "${LABEL}.volume"}}\t{{.Name}}`),
        docker("network", "ls", ...filter, "--format", `{{.Label "${LABEL}.network"}}\t{{.Name}}`),
    ]);
    return {
        name,
        containers: containersOf(JSON.parse(containers)),
        volumes: objectsOf(volumes),
        networks: objectsOf(networks),
    };
}

/** The containers of `docker inspect`, but for those of `docker compose run`, which are no service's own. */
export function containersOf(json: unknown): ComposeContainer[] {
    return z
        .array(inspected)
        .parse(json)
        .filter(({ Config }) => Config.Labels?.[`${LABEL}.oneoff`] !== "True")
        .map(({ Name, State, Config, HostConfig, Mounts }) => ({
            name: Name.replace(/^\//, ""),
            service: Config.Labels?.[`${LABEL}.service`] ?? "",
            running: State.Running,
            environment: Object.fromEntries((Config.Env ?? []).map(variable)),
            mounts: Mounts.map(({ Destination }) => Destination.replace(/(?<=.)\/+$/, "")),
            ports: Object.fromEntries(
                Object.entries(HostConfig.PortBindings ?? {}).flatMap(([port, bindings]) =>
                    (bindings ?? [])
                        .slice(0, 1)
                        .map(({ HostIp, HostPort }) => [port, { address: HostIp, port: Number(HostPort) }] as const),
                ),
            ),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a user who has mistaken the name needs to know. */
export function noProject(name: string, others: readonly string[]): string {
    const known = [...new Set(others)].sort();
    return known.length === 0
        ? `there is no compose project "${name}" on the engine, nor any other: \`docker compose ls --all\` on the ` +
              "machine that it was started on shows its name; removed containers can be made again by `docker compose create`"
        : `there is no compose project "${name}" on the engine: give one of ${known.join(", ")} as --project`;
}

function objectsOf(list: string): ComposeObject[] {
    return lines(list)
        .map((line) => line.split("\t"))
        .map(([key = "", name = ""]) => ({ key, name }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function variable(text: string): [string, string] {
    const end = text.indexOf("=");
    return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
}

function lines(text: string): string[] {
    return text.split("\n").filter(Boolean);
}
