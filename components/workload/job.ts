import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { type ContainerSpec, REPLACED_ON_CHANGE, containerArgs } from "./container";

export interface JobArgs extends ContainerSpec {
    /** How often the engine tries again after a non-zero exit code. Jobs must be idempotent. @default 3 */
    readonly retries?: number;
}

/**
 * A one-shot step: migrate, initialise, register. It runs when it is created or when anything about it changes, and
 * the update fails, with the job's last words, when its last try ends with a non-zero exit code.
 */
export class Job extends Component {
    /** What to depend on in order to run after the job has succeeded. */
    readonly succeeded: pulumi.Input<pulumi.Resource>;

    constructor(name: string, args: JobArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Job", name, opts);
        const container = new docker.Container(
            name,
            {
                ...containerArgs(name, args),
                attach: true,
                logs: true,
                mustRun: false,
                restart: "on-failure",
                maxRetryCount: args.retries ?? 3,
            },
            {
                parent: this,
                deleteBeforeReplace: true,
                replaceOnChanges: REPLACED_ON_CHANGE,
                // Programs are known to log their connection strings.
                additionalSecretOutputs: ["containerLogs"],
            },
        );
        const verdict = pulumi
            .all([container.exitCode, container.containerLogs])
            .apply(([exitCode, logs]) => judge(name, container, exitCode, logs));
        // A preview knows no exit code, and an unknown value cannot be depended on.
        this.succeeded = pulumi.runtime.isDryRun() ? container : verdict;
        this.registerOutputs();
    }
}

/** @throws RunError when the job failed; a preview only warns, so that the cure can be reviewed. */
function judge(name: string, container: docker.Container, exitCode: number, logs: string): docker.Container {
    if (exitCode === 0) {
        return container;
    }
    const message =
        `job "${name}" failed with exit code ${exitCode}; when its cause is cured without changing the job, run it ` +
        `again by \`pulumi up --replace '**::${name}'\`. Its last words:\n${lastLines(logs, 15)}`;
    if (!pulumi.runtime.isDryRun()) {
        throw new pulumi.RunError(message);
    }
    void pulumi.log.warn(message, container);
    return container;
}

function lastLines(text: string, count: number): string {
    return text.trimEnd().split("\n").slice(-count).join("\n");
}
