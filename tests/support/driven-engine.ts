import type { ContainerInfo, ContainerInspectInfo, NetworkInspectInfo, VolumeInspectInfo } from "dockerode";

import { compare } from "../../scripts/drift/compare";
import { declaredEngines } from "../../scripts/drift/declared";
import type { Finding } from "../../scripts/drift/finding";
import type { ObservedEngine } from "../../scripts/drift/observed";
import { parseState } from "../../scripts/drift/state";

const PROVIDER = "urn:pulumi:dev::hpc-stacks::pulumi:providers:docker::engine";
const SECRET = "4dabf18193072939515e22adb298388d";
const MEBIBYTE = 1024 * 1024;

const labels = (name: string) => [
    { label: "hpc-stacks.name", value: name },
    { label: "hpc-stacks.stack", value: "dev" },
];
const labelled = (name: string) => ({ "hpc-stacks.name": name, "hpc-stacks.stack": "dev" });

/** What an update notes of a resource, as the CLI exports it. */
function noted(type: string, name: string, id: string, inputs: object, outputs: object = {}): object {
    const urn = `urn:pulumi:dev::hpc-stacks::hpc-stacks:index:OpenChami$${type}::openchami-${name}`;
    const [parent, provider] = ["urn:pulumi:dev::hpc-stacks::hpc-stacks:index:OpenChami::openchami", `${PROVIDER}::p1`];
    const named = { name: `dev-openchami-${name}`, ...inputs };
    return { urn, type, id, custom: true, parent, provider, inputs: named, outputs };
}

/** An export of a small site: a service, a job, a zone, a volume and an image. */
export function exportedSite(rest: readonly object[] = [], pending: readonly object[] = []): string {
    const environment = "urn:pulumi:dev::hpc-stacks::hpc-stacks:index:OpenChami::openchami";
    const resources = [
        { urn: PROVIDER, type: "pulumi:providers:docker", id: "p1", custom: true, inputs: { version: "5.2.0" } },
        { urn: environment, type: "hpc-stacks:index:OpenChami", custom: false },
        noted("docker:index/network:Network", "internal", "net1", { labels: labels("openchami-internal") }),
        noted("docker:index/volume:Volume", "data", "dev-openchami-data", { labels: labels("openchami-data") }),
        noted("docker:index/remoteImage:RemoteImage", "image-smd", "x", {}, { imageId: "sha256:aa" }),
        noted("docker:index/container:Container", "smd", "smd1", {
            image: "sha256:aa",
            entrypoints: ["smd"],
            command: [],
            envs: { [SECRET]: "1b47061264138c4ac30d75fd1eb44270", plaintext: JSON.stringify(["PASSWORD=secret"]) },
            labels: [...labels("openchami-smd"), { label: "hpc-stacks.service", value: "smd" }],
            memory: 256,
            memorySwap: 256,
            mustRun: true,
            networkMode: "bridge",
            networksAdvanced: [{ name: "net1", aliases: ["smd"] }],
            ports: [{ internal: 443, external: 8443, ip: "127.0.0.1", protocol: "tcp" }],
            restart: "unless-stopped",
            capabilities: { drops: ["ALL"] },
            uploads: [{ file: "/run/secrets/key", content: "secret", permissions: "0400" }],
            user: "1000:1000",
            volumes: [{ containerPath: "/data", volumeName: "dev-openchami-data", readOnly: false }],
        }),
        noted("docker:index/container:Container", "smd-init", "job1", {
            image: "sha256:aa",
            mustRun: false,
            networkMode: "none",
            restart: "no",
        }),
        ...rest,
    ];
    return JSON.stringify({ deployment: { resources, pending_operations: pending } });
}

/** Notes further resources of the small site. */
export const more = noted;

/** What the engine says of the service. */
export const SERVICE = {
    Id: "smd1",
    Name: "/dev-openchami-smd",
    Image: "sha256:aa",
    State: { Running: true, Paused: false, Restarting: false, Health: { Status: "healthy" } },
    Config: { Entrypoint: ["smd"], Cmd: null, Env: ["PASSWORD=secret", "PATH=/bin"], User: "1000:1000", Labels: {} },
    HostConfig: {
        NetworkMode: "bridge",
        Memory: 256 * MEBIBYTE,
        MemorySwap: 256 * MEBIBYTE,
        MemoryReservation: 0,
        NanoCpus: 0,
        CpuQuota: 0,
        CpuPeriod: 0,
        CpuShares: 0,
        CpusetCpus: "",
        PidsLimit: null,
        RestartPolicy: { Name: "unless-stopped", MaximumRetryCount: 0 },
        PortBindings: { "443/tcp": [{ HostIp: "127.0.0.1", HostPort: "8443" }] },
        CapAdd: null,
        CapDrop: ["ALL"],
        PidMode: "",
        Privileged: false,
    },
    Mounts: [
        { Type: "volume", Name: "dev-openchami-data", Destination: "/data", RW: true, Source: "/var" },
        { Type: "volume", Name: "0".repeat(64), Destination: "/tmp", RW: true, Source: "/var" },
    ],
    NetworkSettings: { Networks: { "dev-openchami-internal": { NetworkID: "net1", Aliases: ["smd", "smd1"] } } },
};

/** What it says of the job, which has ended. */
export const JOB = {
    ...SERVICE,
    Id: "job1",
    Name: "/dev-openchami-smd-init",
    State: { Running: false, Paused: false, Restarting: false },
    HostConfig: { ...SERVICE.HostConfig, Memory: 0, MemorySwap: 0, RestartPolicy: { Name: "no" } },
    NetworkSettings: { Networks: { none: { Aliases: null } } },
};

export const ZONE = {
    Id: "net1",
    Name: "dev-openchami-internal",
    Labels: labelled("openchami-internal"),
    Containers: { smd1: { Name: "dev-openchami-smd" }, "lb-net1": { Name: "dev-openchami-internal-endpoint" } },
};

export const VOLUME = { Name: "dev-openchami-data", Labels: labelled("openchami-data") };

/** A container in the engine's list. */
export function listed(id: string, name: string, labelsOf: object = {}, network = "bridge"): ContainerInfo {
    const known = {
        Id: id,
        Names: [`/${name}`],
        State: "running",
        Labels: labelsOf,
        HostConfig: { NetworkMode: network },
    };
    return known as unknown as ContainerInfo;
}

/** What differs from an engine on which all stands as it should. */
export interface Answers extends Partial<Omit<ObservedEngine, "containers" | "networks" | "volumes">> {
    readonly containers?: readonly object[];
    readonly networks?: readonly object[];
    readonly volumes?: readonly object[];
}

/** Compares the small site with what an engine answers. */
export function compared(answers: Answers = {}, rest: readonly object[] = []): Finding[] {
    const [engine] = declaredEngines(parseState(exportedSite(rest), "dev"));
    const observed = {
        all: [listed("smd1", "dev-openchami-smd"), listed("job1", "dev-openchami-smd-init")],
        images: { "dev-openchami-image-smd": "sha256:aa", "sha256:aa": "sha256:aa" },
        files: { smd1: { "/run/secrets/key": { content: Buffer.from("secret"), mode: 0o400 } } },
        services: [],
        secrets: [],
        configs: [],
        ...answers,
        containers: (answers.containers ?? [SERVICE, JOB]) as readonly ContainerInspectInfo[],
        networks: (answers.networks ?? [ZONE]) as readonly NetworkInspectInfo[],
        volumes: (answers.volumes ?? [VOLUME]) as readonly VolumeInspectInfo[],
    };
    return compare(engine!, observed, "dev");
}
