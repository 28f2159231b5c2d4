import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import type { Networks } from "../network/networks";
import type { ContainerSpec } from "../workload/container";
import { Job } from "../workload/job";
import { Workload } from "../workload/workload";
import { CONFIG_FILE, clientConfig } from "./agent-config";
import { ANSWERS, socketMount } from "./agent-socket";
import type { DaosAgent } from "./daos-agent";

const SERVICE = "daos-client";

export interface DaosClientArgs {
    /** Id of an image with daos, the clients' user and bash. */
    readonly image: pulumi.Input<string>;
    /** The host's network, from which it reaches the storage. */
    readonly networks: Networks;
    /** The agent on the same host. */
    readonly agent: DaosAgent;
    /** Number of the user that it runs as, which the agent's image must know. */
    readonly uid: pulumi.Input<number>;
    /** Number of that user's group. */
    readonly gid: pulumi.Input<number>;
    /** Arguments of `daos` for a job that runs once the agent answers, and again when anything about it changes. @default - no job */
    readonly command?: readonly string[];
}

/** How a command ended. */
export interface CommandResult {
    readonly exitCode: pulumi.Output<number>;
    /** All that it printed. */
    readonly output: pulumi.Output<string>;
}

/** A client of DAOS: a container in which commands and applications are run, and, if asked for, one command as a job. */
export class DaosClient extends Component {
    /** Service in whose container commands are run. */
    readonly service = SERVICE;
    readonly workload: Workload;
    /** How the job's command ended, undefined where there is none. */
    readonly result: CommandResult | undefined;

    constructor(name: string, args: DaosClientArgs, opts?: pulumi.ComponentResourceOptions) {
        super("DaosClient", name, opts);
        const common = {
            image: args.image,
            files: [{ path: CONFIG_FILE, content: clientConfig() }],
            mounts: [socketMount(args.agent.socket)],
            networks: args.networks,
            user: pulumi.interpolate`${args.uid}:${args.gid}`,
            memory: 1024,
        } satisfies Partial<ContainerSpec>;
        const options = { parent: this, dependsOn: args.agent.workload };
        this.workload = new Workload(
            name,
            {
                ...common,
                service: SERVICE,
                // It waits to be used, and ends when it is told to.
                entrypoint: ["/bin/bash", "-c", "trap exit TERM; sleep infinity & wait"],
                command: [],
                health: ANSWERS,
            },
            options,
        );
        if (args.command !== undefined) {
            const job = new Job(
                `${name}-command`,
                { ...common, service: "daos-command", entrypoint: ["/usr/bin/daos"], command: args.command },
                options,
            );
            // It was given no secrets that it could print.
            this.result = { exitCode: job.exitCode, output: pulumi.unsecret(job.log) };
        }
        this.registerOutputs({ result: this.result });
    }
}
