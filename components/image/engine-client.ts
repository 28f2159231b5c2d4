import Docker from "dockerode";

/** How an engine's API is reached: what a `docker.Provider` is given as well. */
export interface EngineAddress {
    /** `unix:///path`, `tcp://host:port` or `ssh://user@host`. @default - as the Docker client's environment says */
    readonly host?: string;
    /** PEM text of authority, certificate and key for mutual TLS with a `tcp://` host. @default - none */
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
}

/** A client of an engine's API. It connects when it is first asked something. */
export function engineClient({ host, ca, cert, key }: EngineAddress): Docker {
    if (host === undefined) {
        return new Docker();
    }
    const url = new URL(host);
    switch (url.protocol) {
        case "unix:":
            return new Docker({ socketPath: url.pathname });
        case "ssh:":
            return new Docker({
                protocol: "ssh",
                host: url.hostname,
                port: url.port || 22,
                username: url.username,
                sshOptions: { agent: process.env.SSH_AUTH_SOCK },
            });
        default:
            return new Docker({
                protocol: ca === undefined ? "http" : "https",
                host: url.hostname,
                port: url.port,
                ca,
                cert,
                key,
            });
    }
}
