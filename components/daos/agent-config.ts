import { stringify } from "yaml";

/** Folder of the agent's socket, in the agent's and in its clients' containers. */
export const RUNTIME_FOLDER = "/var/run/daos_agent";

/** Where agent and clients look for their configuration. */
export const CONFIG_FILE = "/etc/daos/daos_agent.yml";

/** A network interface by which clients reach the storage. */
export interface FabricInterface {
    /** NUMA node that it belongs to. */
    readonly numaNode: number;
    /** Name, such as `ib0`. */
    readonly name: string;
    /** Name of its fabric domain, such as `mlx5_0`; for Ethernet that of the interface. */
    readonly domain: string;
}

/** What an agent is told. */
export interface AgentSettings {
    /** Hosts of the management service, each with a port of its own if it is not `port`. */
    readonly accessPoints: readonly string[];
    /** Port of the access points. */
    readonly port: number;
    /** Whether agent and servers show each other certificates. */
    readonly auth: boolean;
    /** Interface that clients use. @default - the agent chooses */
    readonly interface?: FabricInterface;
}

/** Text of `daos_agent.yml` for an agent. */
export function agentConfig({ accessPoints, port, auth, interface: fabric }: AgentSettings): string {
    return stringify({
        name: "daos_server",
        access_points: [...accessPoints],
        port,
        runtime_dir: RUNTIME_FOLDER,
        control_log_mask: "info",
        log_file: "/tmp/daos_agent.log",
        transport_config: auth
            ? {
                  allow_insecure: false,
                  ca_cert: "/etc/daos/certs/daosCA.crt",
                  cert: "/etc/daos/certs/agent.crt",
                  key: "/etc/daos/certs/agent.key",
              }
            : { allow_insecure: true },
        ...(fabric && {
            fabric_ifaces: [{ numa_node: fabric.numaNode, devices: [{ iface: fabric.name, domain: fabric.domain }] }],
        }),
    });
}

/** Text of `daos_agent.yml` for a client, which only wants to know where the agent's socket is. */
export function clientConfig(): string {
    return stringify({ runtime_dir: RUNTIME_FOLDER });
}
