import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Component, engineName } from "../component";
import type { ClientCertificate, EngineAccess, EngineEnvironment } from "./engine-access";

export interface RemoteEngineArgs {
    /** `tcp://host:port` or `ssh://user@host`. */
    readonly host: string;
    /** What it is shown, for a `tcp://` host. @default - nothing, as an `ssh://` host needs */
    readonly client?: pulumi.Input<ClientCertificate>;
    /** Folder where a user keeps the client's certificate; `~` is the home. @default "~/.hpc-stacks/<stack>-<name>" */
    readonly certificateFolder?: pulumi.Input<string>;
}

/**
 * A Docker engine that exists already and that somebody else looks after. What is made in it is removed from it.
 *
 * @throws InputPropertyError when a `tcp://` host comes without a client's certificate: it would be open to everyone.
 */
export class RemoteEngine extends Component implements EngineAccess {
    readonly host: pulumi.Output<string>;
    readonly env: pulumi.Output<EngineEnvironment>;
    readonly client: pulumi.Output<ClientCertificate> | undefined;
    readonly provider: docker.Provider;
    readonly inside: EngineAccess["inside"];

    constructor(name: string, args: RemoteEngineArgs, opts?: pulumi.ComponentResourceOptions) {
        super("RemoteEngine", name, opts);
        if (args.host.startsWith("tcp:") && args.client === undefined) {
            throw new pulumi.InputPropertyError({
                propertyPath: "client",
                reason: `is missing, ${args.host} is reached over mutual TLS alone; give ca, cert and key`,
            });
        }
        this.host = pulumi.output(args.host);
        this.client = args.client && pulumi.secret(args.client);
        const tls = { DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: args.certificateFolder ?? defaultFolder(name) };
        this.env = pulumi.output({ DOCKER_HOST: args.host, ...(this.client && tls) });
        this.provider = new docker.Provider(
            `${name}-provider`,
            {
                host: this.host,
                caMaterial: this.client?.ca,
                certMaterial: this.client?.cert,
                keyMaterial: this.client?.key,
            },
            { parent: this },
        );
        this.inside = { providers: [this.provider] };
        this.registerOutputs({ host: this.host, env: this.env });
    }
}

function defaultFolder(name: string): string {
    return `~/.hpc-stacks/${engineName(name)}`;
}
