import * as pulumi from "@pulumi/pulumi";

/** Networks and volumes that the services are spread over. */
export const NETWORKS = ["network-0", "network-1", "network-2"] as const;
export const VOLUMES = ["volume-0", "volume-1", "volume-2"] as const;

/** What a plain service runs, on which network, with which volume. */
export interface PlainService {
    readonly name: string;
    readonly network: (typeof NETWORKS)[number];
    readonly volume: (typeof VOLUMES)[number];
    readonly environment: Readonly<Record<string, string>>;
}

/** Most memory that a plain service may use, in MiB. */
export const MEMORY = 32;
/** What it runs. Nobody waits for it to stop: it is killed at once, by everyone alike. */
export const COMMAND = ["sleep", "1000000"];
export const STOP_SIGNAL = "SIGKILL";
/** Seconds. */
export const STOP_TIMEOUT = 10;

/** The services, as many as the stack file says; of those that it says are changed, one has another environment. */
export function plainServices(count: number, changed: boolean): PlainService[] {
    return Array.from({ length: count }, (_, index) => ({
        name: `service-${String(index).padStart(3, "0")}`,
        network: NETWORKS[index % NETWORKS.length]!,
        // Each network's services have all of the volumes.
        volume: VOLUMES[Math.floor(index / NETWORKS.length) % VOLUMES.length]!,
        environment: { GREETING: changed && index === 0 ? "changed" : "hello" },
    }));
}

/** What the stack file says. */
export function stackSettings(): { image: string; services: PlainService[] } {
    const config = new pulumi.Config();
    return {
        image: config.require("image"),
        services: plainServices(config.requireNumber("services"), config.requireBoolean("changed")),
    };
}
