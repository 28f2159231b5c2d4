import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { engineName, labelList } from "../component";
import type { SegmentedNetworks } from "../network/segmented-networks";
import type { Mount } from "../volume/volume";

/** A file that the component writes into the container before it starts. */
export interface ConfigFile {
    /** Absolute path in the container. */
    readonly path: string;
    readonly content: pulumi.Input<string>;
    /** Octal mode. @default "0444" */
    readonly mode?: string;
}

/**
 * What a container may do that no other may: it has some capabilities, whatever it starts may gain them again, all
 * system calls are open to it, and it manages control groups of its own below its limits. Whoever rules such a
 * container rules the host, so a component that asks for them says why.
 */
export interface Privileges {
    /** Capabilities that it has, such as `CAP_SYS_ADMIN`; all others are dropped. */
    readonly capabilities: readonly string[];
}

/** What a service and a job have in common: what runs, with what, and where. */
export interface ContainerSpec {
    /** Name of the service or job: its host name, and its name in its zones. */
    readonly service: string;
    /** Id of the image. */
    readonly image: pulumi.Input<string>;
    /** Program and its fixed arguments. @default - the image's */
    readonly entrypoint?: readonly pulumi.Input<string>[];
    /** Arguments. @default - the image's */
    readonly command?: readonly pulumi.Input<string>[];
    /** Environment variables; wrap what is secret with `pulumi.secret`. @default - the image's alone */
    readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Configuration files; wrap content that is secret with `pulumi.secret`. @default - none */
    readonly files?: readonly ConfigFile[];
    /** Volumes. @default - none */
    readonly mounts?: readonly Mount[];
    /** The environment's zones; its placement says which of them the service joins. */
    readonly networks: SegmentedNetworks;
    /** Further names in the service's zones. @default - none */
    readonly aliases?: readonly pulumi.Input<string>[];
    /** Most memory it may use, in MiB; there is no swap beyond. */
    readonly memory: pulumi.Input<number>;
    /** Most processor time it may use, in cores; fractions are allowed. @default - all there is */
    readonly cores?: pulumi.Input<number>;
    /** User and group, `uid:gid` or names the image knows. @default - the image's */
    readonly user?: pulumi.Input<string>;
    /** What it may do that no other container may. @default - nothing */
    readonly privileges?: Privileges;
}

/**
 * What replaces a container beside the provider's own rules: fields that older versions of the provider neither
 * update nor replace when they change, and `#initerror`, the engine's name for a creation that failed at its end.
 * Without it a container that never became healthy would count as good at the next update.
 */
export const REPLACED_ON_CHANGE = ["#initerror", "healthcheck", "tmpfs", "init", "cpuPeriod", "cpuQuota"];

/** Arguments of the container that a service or job runs in, without what tells the two apart. */
export function containerArgs(name: string, spec: ContainerSpec): docker.ContainerArgs {
    return {
        name: engineName(name),
        hostname: spec.service,
        image: spec.image,
        entrypoints: spec.entrypoint?.slice(),
        command: spec.command?.slice(),
        envs: environmentList(spec.environment ?? {}),
        uploads: sortBy(spec.files ?? [], (file) => file.path).map((file) => ({
            file: file.path,
            content: file.content,
            permissions: file.mode ?? "0444",
        })),
        volumes: sortBy(spec.mounts ?? [], (mount) => mount.path).map((mount) => ({
            volumeName: mount.volume.volumeName,
            containerPath: mount.path,
            readOnly: mount.readOnly ?? false,
        })),
        networkMode: "bridge",
        networksAdvanced: spec.networks.connectionsOf(spec.service, spec.aliases),
        user: spec.user,
        memory: spec.memory,
        memorySwap: spec.memory,
        cpus: spec.cores === undefined ? undefined : pulumi.output(spec.cores).apply(String),
        ...confinement(spec.privileges),
        logDriver: "json-file",
        logOpts: { "max-file": "3", "max-size": "10m" },
        labels: labelList(name),
    };
}

function confinement(privileges: Privileges | undefined): Partial<docker.ContainerArgs> {
    return privileges === undefined
        ? { capabilities: { drops: ["ALL"] }, securityOpts: ["no-new-privileges:true"] }
        : {
              capabilities: { adds: [...privileges.capabilities].sort(), drops: ["ALL"] },
              securityOpts: ["apparmor=unconfined", "seccomp=unconfined"],
              cgroupnsMode: "private",
          };
}

function environmentList(environment: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Input<string>[] {
    return sortBy(Object.entries(environment), ([key]) => key).map(([key, value]) =>
        typeof value === "string" ? `${key}=${value}` : pulumi.interpolate`${key}=${value}`,
    );
}

function sortBy<T>(items: readonly T[], key: (item: T) => string): T[] {
    return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
