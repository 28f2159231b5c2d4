import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "../component";
import { type ContainerSpec, REPLACED_ON_CHANGE, containerArgs } from "./container";

/** A job is told by what runs, with what, and where. */
export type JobArgs = ContainerSpec;

/**
 * A one-shot step: migrate, initialise, register. It runs when it is created or when anything about it changes, and
 * the update fails, with the job's last words, when it ends with a non-zero exit code. Jobs must be idempotent.
 */
export class Job extends Component {
    /** What to depend on in order to run after the job has succeeded. */
    readonly succeeded: pulumi.Input<pulumi.Resource>;
    /** How it ended: 0, or the update has failed. */
    readonly exitCode: pulumi.Output<number>;
    /** All that it printed; secret, because programs are known to print what they were given. */
    readonly log: pulumi.Output<string>;

    constructor(name: string, args: JobArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Job", name, opts);
        const container = new docker.Container(
            name,
            {
                ...containerArgs(name, args),
                attach: true,
                logs: true,
                mustRun: false,
                // Not on failure: the provider would take a job that is being restarted for one that runs.
                restart: "no",
            },
            {
                parent: this,
                deleteBeforeReplace: true,
                replaceOnChanges: REPLACED_ON_CHANGE,
                // Programs are known to log their connection strings.
                additionalSecretOutputs: ["containerLogs"],
            },
        );
        this.log = container.containerLogs;
        const verdict = pulumi
            .all([container.exitCode, container.containerLogs])
            .apply(([exitCode, logs]) => judge(name, container, exitCode, logs, args));
        // A preview knows no exit code, and an unknown value cannot be depended on.
        this.succeeded = pulumi.runtime.isDryRun() ? container : verdict;
        this.exitCode = container.exitCode;
        this.log = container.containerLogs;
        this.registerOutputs();
    }
}

/** @throws RunError when the job failed; a preview only warns, so that the cure can be reviewed. */
async function judge(
    name: string,
    container: docker.Container,
    exitCode: number | undefined,
    logs: string,
    { environment = {}, secretFiles = [] }: JobArgs,
): Promise<docker.Container> {
    // An update of targets that the job is not among leaves it without one.
    if (exitCode === 0 || exitCode === undefined) {
        return container;
    }
    const message =
        `job "${name}" failed with exit code ${exitCode}; when its cause is cured without changing the job, run it ` +
        `again by \`pulumi up --replace '**::${name}'\``;
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.warn(message, container);
        return container;
    }
    const texts = secretFiles.flatMap((file) => ("content" in file ? [pulumi.secret(file.content)] : []));
    const words = masked(lastLines(logs, 15), await secretsAmong([...Object.values(environment), ...texts]));
    throw new pulumi.RunError(`${message}. Its last words:\n${words}`);
}

/** Values that are secret: a program that fails may print what it was given. Known only during an update. */
async function secretsAmong(values: readonly pulumi.Input<string>[]): Promise<string[]> {
    const outputs = values.map((value) => pulumi.output(value));
    const secret = await Promise.all(outputs.map((output) => pulumi.isSecret(output)));
    return new Promise((resolve) => pulumi.all(outputs.filter((_, index) => secret[index])).apply(resolve));
}

function masked(text: string, secrets: readonly string[]): string {
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

function lastLines(text: string, count: number): string {
    return text.trimEnd().split("\n").slice(-count).join("\n");
}
