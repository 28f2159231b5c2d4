import * as pulumi from "@pulumi/pulumi";

/** What a site may not say of the daemon, because the component says it: where it listens, with which certificates. */
const OURS = ["data-root", "exec-root", "hosts", "pidfile", "tls", "tlscacert", "tlscert", "tlskey", "tlsverify"];

/** Settings of dockerd by their names in its `daemon.json`. */
export type DaemonConfig = Readonly<Record<string, pulumi.Input<unknown>>>;

/** Where the daemon listens inside its container, and where its certificates are. */
export interface DaemonFiles {
    readonly port: number;
    /** Folder with `ca.pem`, `cert.pem` and `key.pem`. */
    readonly certificates: string;
}

/** The names among some settings that a site may not set. */
export function ownSettings(config: DaemonConfig): string[] {
    return Object.keys(config)
        .filter((name) => OURS.includes(name))
        .sort();
}

/** The daemon's `daemon.json`. The order of the settings means nothing, so they are sorted. */
export function daemonConfig(config: DaemonConfig, { port, certificates }: DaemonFiles): pulumi.Output<string> {
    return pulumi.output(config).apply((settings) => {
        const all: Record<string, unknown> = {
            "log-level": "warn",
            ...settings,
            hosts: ["unix:///run/docker.sock", `tcp://0.0.0.0:${port}`],
            tlscacert: `${certificates}/ca.pem`,
            tlscert: `${certificates}/cert.pem`,
            tlskey: `${certificates}/key.pem`,
            tlsverify: true,
        };
        return `${JSON.stringify(Object.fromEntries(Object.entries(all).sort()), undefined, 2)}\n`;
    });
}
