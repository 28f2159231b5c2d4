import { stringify } from "yaml";

/** Port that a registry listens on. */
export const REGISTRY_PORT = 5000;
/** Folder of the data in the container. */
export const DATA = "/var/lib/registry";

/** Files of a registry's configuration, each a path in its container. */
export const PATHS = {
    config: "/etc/docker/registry/config.yml",
    certificate: "/etc/docker/registry/tls.crt",
    key: "/etc/docker/registry/tls.key",
    users: "/etc/docker/registry/htpasswd",
    upstreamCa: "/etc/docker/registry/upstream-ca.crt",
} as const;

/** Another registry as the configuration of its mirror names it. */
export interface ProxySettings {
    readonly url: string;
    readonly user?: string;
    readonly token?: string;
}

export interface RegistrySettings {
    /** Whether callers must be among the users of the htpasswd file. */
    readonly authenticated: boolean;
    /** The registry that it mirrors. @default - none, it is a registry of its own */
    readonly proxy?: ProxySettings;
}

/** Text of a registry's config.yml. */
export function registryConfig({ authenticated, proxy }: RegistrySettings): string {
    return stringify({
        version: "0.1",
        log: { level: "info", formatter: "text" },
        storage: { filesystem: { rootdirectory: DATA }, cache: { blobdescriptor: "inmemory" } },
        http: { addr: `:${REGISTRY_PORT}`, tls: { certificate: PATHS.certificate, key: PATHS.key } },
        ...(authenticated ? { auth: { htpasswd: { realm: "registry", path: PATHS.users } } } : {}),
        ...(proxy ? { proxy: { remoteurl: proxy.url, username: proxy.user, password: proxy.token } } : {}),
        health: { storagedriver: { enabled: true, interval: "10s", threshold: 3 } },
    });
}
