import { execa } from "execa";

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
    /** Seconds between its start and the first test that it passed, as far as the engine still knows. */
    readonly start: Date;
}

interface Inspected {
    Name: string;
    Image: string;
    State: { StartedAt: string; Health?: { Status: string } };
    Config: { Labels: Record<string, string> };
    NetworkSettings: {
        Networks: Record<string, { IPAddress: string }>;
        Ports: Record<string, { HostIp: string; HostPort: string }[] | null>;
    };
    Mounts: { Type: string; Name?: string; RW: boolean }[];
}

/** Services of a stack that run on the engine, by name. */
export async function runningServices(stack: string): Promise<RunningService[]> {
    const filters = ["--filter", `label=hpc-stacks.stack=${stack}`, "--filter", "label=hpc-stacks.service"];
    const { stdout: ids } = await execa("docker", ["ps", "--quiet", ...filters]);
    if (ids === "") {
        return [];
    }
    const { stdout } = await execa("docker", ["inspect", ...ids.split("\n")]);
    return (JSON.parse(stdout) as Inspected[])
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
            start: new Date(container.State.StartedAt),
        }))
        .sort((a, b) => (a.service < b.service ? -1 : 1));
}
