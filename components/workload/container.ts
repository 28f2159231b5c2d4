import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { engineName, labelList } from "../component";
import type { Networks } from "../network/networks";
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
 * A file of secret content, such as `/run/secrets/key`: a text, or the base64 of any bytes. It is secret whether or not
 * it was wrapped. It is root's: what runs as another user needs a mode that lets others read it.
 */
export type SecretFile = {
    /** Absolute path in the container. */
    readonly path: string;
    /** Octal mode. @default "0400" */
    readonly mode?: string;
} & ({ readonly content: pulumi.Input<string> } | { readonly contentBase64: pulumi.Input<string> });

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
    /** Files of secret content. @default - none */
    readonly secretFiles?: readonly SecretFile[];
    /** Volumes. @default - none */
    readonly mounts?: readonly Mount[];
    /** The environment's zones, whose placement says which of them the service joins, the host's network, or none. */
    readonly networks: Networks;
    /** Further names in the service's zones. @default - none */
    readonly aliases?: readonly pulumi.Input<string>[];
    /** Most memory it may use, in MiB; there is no swap beyond. */
    readonly memory: pulumi.Input<number>;
    /** Most processor time it may use, in cores; fractions are allowed. @default - all there is */
    readonly cores?: pulumi.Input<number>;
    /** User and group, `uid:gid` or names the image knows. @default - the image's */
    readonly user?: pulumi.Input<string>;
    /** Capabilities that it needs within its confinement, such as `CAP_CHOWN`. @default - none */
    readonly capabilities?: readonly string[];
    /** Whether it sees the processes of the engine's host, under the host's process ids. @default false */
    readonly hostPid?: boolean;
    /** What it may do that no other container may. @default - nothing */
    readonly privileges?: Privileges;
}

/**
 * What replaces a container beside the provider's own rules: fields that older versions of the provider neither
 * update nor replace when they change, and `#initerror`, the engine's name for a creation that failed at its end.
 * Without it a container that never became healthy would count as good at the next update.
 */
export const REPLACED_ON_CHANGE = ["#initerror", "healthcheck", "tmpfs", "init", "cpuPeriod", "cpuQuota"];

/** Where logs go, and how large they may grow. */
export const LOGGING = { driver: "json-file", options: { "max-file": "3", "max-size": "10m" } };

/** Microseconds over which processor time is shared out. */
const CPU_PERIOD = 100_000;

/** Arguments of the container that a service or job runs in, without what tells the two apart. */
export function containerArgs(name: string, spec: ContainerSpec): docker.ContainerArgs {
    const { networkMode } = spec.networks;
    const connections = spec.networks.connectionsOf(spec.service, spec.aliases);
    return {
        name: engineName(name),
        // On the host's network it is the host's own name.
        hostname: networkMode === "host" ? undefined : spec.service,
        image: spec.image,
        entrypoints: spec.entrypoint?.slice(),
        command: spec.command?.slice(),
        envs: environmentList(spec.environment ?? {}),
        uploads: sortBy(
            [...(spec.files ?? []).map(configUpload), ...(spec.secretFiles ?? []).map(secretUpload)],
            (it) => it.file,
        ),
        volumes: sortBy(spec.mounts ?? [], (mount) => mount.path).map(({ volume, path, readOnly = false }) => ({
            volumeName: volume.volumeName,
            containerPath: path,
            readOnly,
        })),
        networkMode,
        networksAdvanced: connections.map(({ network, aliases }) => ({ name: network, aliases: [...aliases] })),
        pidMode: spec.hostPid ? "host" : undefined,
        user: spec.user,
        memory: spec.memory,
        memorySwap: spec.memory,
        ...processorTime(spec.cores),
        ...confinement(spec),
        logDriver: LOGGING.driver,
        logOpts: LOGGING.options,
        labels: labelList(name),
    };
}

/** An upload whose path is known, so that uploads can be sorted. */
type Upload = docker.types.input.ContainerUpload & { readonly file: string };

function configUpload({ path, content, mode = "0444" }: ConfigFile): Upload {
    return { file: path, content, permissions: mode };
}

function secretUpload(file: SecretFile): Upload {
    const place = { file: file.path, permissions: file.mode ?? "0400" };
    return "content" in file
        ? { ...place, content: pulumi.secret(file.content) }
        : { ...place, contentBase64: pulumi.secret(file.contentBase64) };
}

/** As a part of each 0.1 s. The provider has a shorter form, but reads it back in another notation than it is given. */
function processorTime(cores: pulumi.Input<number> | undefined): Partial<docker.ContainerArgs> {
    const quota = (most: number): number => Math.round(most * CPU_PERIOD);
    return cores === undefined ? {} : { cpuPeriod: CPU_PERIOD, cpuQuota: pulumi.output(cores).apply(quota) };
}

function confinement({ privileges, capabilities, hostPid }: ContainerSpec): Partial<docker.ContainerArgs> {
    return privileges === undefined
        ? {
              capabilities: { adds: capabilities && [...capabilities].sort(), drops: ["ALL"] },
              // The engine adds the first by itself; without it a refresh would find a difference.
              securityOpts: [...(hostPid ? ["label=disable"] : []), "no-new-privileges:true"],
          }
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

/** Items in the order of their keys, so that the order in which they were declared means nothing. */
export function sortBy<T>(items: readonly T[], key: (item: T) => string): T[] {
    return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
