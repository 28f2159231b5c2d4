import type * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { Networks } from "../network/networks";
import { Volume } from "../volume/volume";
import { script } from "../workload/script";
import { Workload } from "../workload/workload";
import { type AgentSettings, CONFIG_FILE, agentConfig } from "./agent-config";
import { ANSWERS, socketMount } from "./agent-socket";

const SERVICE = "daos-agent";

export interface DaosAgentArgs extends AgentSettings {
    /** Id of an image with daos_agent, its user, the clients' user, bash, setpriv, tar and xz. */
    readonly image: pulumi.Input<string>;
    /** The host's network, whose interfaces it tells clients of. */
    readonly networks: Networks;
    /** Base64 of its archive of certificates, a tar file in xz form. Required unless `auth` is false. */
    readonly certificates?: pulumi.Input<string>;
}

/**
 * daos_agent, by which clients on its host find and reach the storage. It starts as root, to prepare the socket's
 * folder and the certificates, and becomes the user daos_agent. It sees the host's processes, because it ends what a
 * client holds in the storage when the client's process is gone.
 */
export class DaosAgent extends Component {
    /** Volume of its socket, which every client mounts. */
    readonly socket: Volume;
    readonly workload: Workload;

    constructor(name: string, args: DaosAgentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("DaosAgent", name, opts);
        this.socket = new Volume(`${name}-socket`, {}, { parent: this });
        this.workload = new Workload(
            name,
            {
                service: SERVICE,
                image: args.image,
                entrypoint: ["/bin/bash", "/daos-agent.sh"],
                command: [],
                environment: { DAOS_AUTH: args.auth ? "yes" : "no" },
                files: [script(__dirname, "daos-agent.sh"), { path: CONFIG_FILE, content: agentConfig(args) }],
                secretFiles:
                    args.certificates === undefined
                        ? []
                        : [{ path: "/run/secrets/daos_agent-certs.txz", contentBase64: args.certificates }],
                mounts: [socketMount(this.socket)],
                networks: args.networks,
                hostPid: true,
                user: "root",
                // To give files to daos_agent, and to become it.
                capabilities: ["CAP_CHOWN", "CAP_SETGID", "CAP_SETUID"],
                memory: 512,
                health: ANSWERS,
            },
            { parent: this },
        );
        this.registerOutputs({ socket: this.socket.volumeName });
    }
}
