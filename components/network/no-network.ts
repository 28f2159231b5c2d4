import type { Connection, Networks } from "./networks";

/** No network device at all but the loopback: whoever is on it reaches nobody, and nobody reaches it. */
export class NoNetwork implements Networks {
    readonly mode = "standalone";
    readonly networkMode = "none";

    connectionsOf(): Connection[] {
        return [];
    }

    publishingFault(service: string): string {
        return `${service} has no network, so it cannot be reached, publish none`;
    }
}
