import type { Connection, Networks } from "./networks";

/**
 * The network of the engine's host, for what must see its interfaces. Whoever is on it has no name and no zone: it
 * listens on the host's addresses, and reaches what the host reaches.
 */
export class HostNetwork implements Networks {
    readonly networkMode = "host";

    connectionsOf(): Connection[] {
        return [];
    }

    publishingFault(service: string): string {
        return `${service} is on the host's network, where its ports are the host's, publish none`;
    }
}
