/** Port that the proxy answers on. */
export const SWIFT_PORT = 8080;
/** Ports of the storage servers, which answer inside the container only. */
export const STORAGE_PORTS = { account: 6202, container: 6201, object: 6200 } as const;

/** Folder of the configuration in the container. */
export const CONFIG_FOLDER = "/etc/swift";
/** Folder of the data in the container. */
export const DATA_FOLDER = "/srv/node";
const RUN_FOLDER = "/var/cache/swift";

/** A user of tempauth, Swift's own way to tell who asks. */
export interface TempAuthUser {
    /** `account:user`. */
    readonly name: string;
    readonly key: string;
}

/** `account:user`, each of small letters, digits and dashes. */
export const USER_NAME = /^[a-z][a-z0-9-]{0,62}:[a-z][a-z0-9-]{0,62}$/;

/** Text of proxy-server.conf. Every user administers their own account. */
export function proxyConfig(users: readonly TempAuthUser[]): string {
    return ini({
        DEFAULT: { ...common("proxy"), bind_ip: "0.0.0.0", bind_port: SWIFT_PORT },
        "pipeline:main": {
            pipeline:
                "catch_errors gatekeeper healthcheck cache listing_formats slo dlo tempauth copy versioned_writes proxy-server",
        },
        "app:proxy-server": { use: "egg:swift#proxy", account_autocreate: true, allow_account_management: false },
        "filter:tempauth": {
            use: "egg:swift#tempauth",
            ...Object.fromEntries(
                users.map(({ name, key }) => [`user_${name.replace(":", "_")}`, `${key} .admin`] as const),
            ),
        },
        "filter:cache": { use: "egg:swift#memcache", memcache_servers: "127.0.0.1:11211" },
        ...Object.fromEntries(
            [
                "catch_errors",
                "gatekeeper",
                "healthcheck",
                "listing_formats",
                "slo",
                "dlo",
                "copy",
                "versioned_writes",
            ].map((filter) => [`filter:${filter}`, { use: `egg:swift#${filter}` }]),
        ),
    });
}

/** Text of the configuration of one of the storage servers. */
export function storageConfig(server: keyof typeof STORAGE_PORTS): string {
    return ini({
        DEFAULT: {
            ...common(server),
            bind_ip: "127.0.0.1",
            bind_port: STORAGE_PORTS[server],
            devices: `${DATA_FOLDER}/devices`,
            mount_check: false,
        },
        "pipeline:main": { pipeline: `healthcheck ${server}-server` },
        [`app:${server}-server`]: { use: `egg:swift#${server}` },
        "filter:healthcheck": { use: "egg:swift#healthcheck" },
        ...(server === "account" ? {} : { [`${server}-updater`]: { interval: 30, recon_cache_path: RUN_FOLDER } }),
    });
}

function common(server: string): Record<string, string | number> {
    // The start script makes the rings in this folder. A worker of its own would cost a second process each.
    const process = { swift_dir: RUN_FOLDER, user: "swift", workers: 0 };
    // They print their log because they are told to on the command line. That they also want to send it to a log daemon,
    // and to fill the log with complaints where there is none, is settled by a datagram to nobody.
    return { ...process, log_name: server, log_level: "INFO", log_udp_host: "127.0.0.1", log_udp_port: 514 };
}

function ini(sections: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>): string {
    return Object.entries(sections)
        .map(([section, settings]) =>
            [`[${section}]`, ...Object.entries(settings).map(([key, value]) => `${key} = ${String(value)}`), ""].join(
                "\n",
            ),
        )
        .join("\n");
}
