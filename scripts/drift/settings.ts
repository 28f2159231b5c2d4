import type { ContainerInspectInfo } from "dockerode";

import type { ContainerInputs, Upload } from "./container-inputs";
import type { ObservedFile } from "./observed";

const MEBIBYTE = 1024 * 1024;

/** A setting of a container that is not what it should be. */
export interface Difference {
    /** What it is, in words. */
    readonly what: string;
    readonly from: string;
    readonly to: string;
}

/** Settings of a container that differ and that an engine changes in a container that runs. */
export function limitDifferences(inputs: ContainerInputs, { HostConfig: found }: ContainerInspectInfo): Difference[] {
    const memory = (megabytes = 0) => mebibytes(megabytes * MEBIBYTE);
    return differing([
        ["memory", memory(inputs.memory), mebibytes(found.Memory)],
        ["memory with swap", memory(inputs.memorySwap), mebibytes(found.MemorySwap)],
        ["memory reservation", memory(inputs.memoryReservation), mebibytes(found.MemoryReservation)],
        ["restart policy", inputs.restart ?? "no", found.RestartPolicy?.Name || "no"],
        ["cores", "0", number((found.NanoCpus ?? 0) / 1e9)],
        ["processor quota", number(inputs.cpuQuota), number(found.CpuQuota)],
        ["processor period", number(inputs.cpuPeriod), number(found.CpuPeriod)],
        ["processor shares", number(inputs.cpuShares), number(found.CpuShares)],
        ["processors", inputs.cpuSet ?? "", found.CpusetCpus ?? ""],
        ["limit of processes", "0", number(Math.max(0, found.PidsLimit ?? 0))],
    ]);
}

/** What differs about a container that takes the place of another one, in words and without any value. */
export function bodyDifferences(inputs: ContainerInputs, found: ContainerInspectInfo): string[] {
    const { Config: config, HostConfig: host } = found;
    const { ports = [], volumes = [], capabilities = {} } = inputs;
    const { CapAdd: adds, CapDrop: drops } = host as { CapAdd?: string[] | null; CapDrop?: string[] | null };
    const bindings = Object.entries(
        (host.PortBindings ?? {}) as Record<string, { HostIp: string; HostPort: string }[]>,
    );
    const pairs: readonly (readonly [string, unknown, unknown])[] = [
        ["image", inputs.image, found.Image],
        ["entrypoint", inputs.entrypoints, config.Entrypoint ?? []],
        ["command", inputs.command, config.Cmd ?? []],
        ["user", inputs.user, config.User],
        [
            "published ports",
            ports.map((port) => `${port.internal}/${port.protocol} ${port.ip}:${port.external}`).sort(),
            bindings.flatMap(([port, on]) => on.map((it) => `${port} ${it.HostIp}:${it.HostPort}`)).sort(),
        ],
        [
            "volumes",
            volumes.map((volume) => `${volume.volumeName} ${volume.containerPath} ${!volume.readOnly}`).sort(),
            // Those that the image asks for have no name of anybody's choice.
            found.Mounts.filter(({ Type, Name = "" }) => Type !== "volume" || !/^[0-9a-f]{64}$/.test(Name))
                .map((mount) => `${mount.Name ?? mount.Source} ${mount.Destination} ${mount.RW}`)
                .sort(),
        ],
        ["capabilities", capability(capabilities.adds), capability(adds)],
        ["dropped capabilities", capability(capabilities.drops), capability(drops)],
        ["privileges", false, host.Privileged ?? false],
        ["process ids", inputs.pidMode ?? "", host.PidMode ?? ""],
    ];
    const variables = (inputs.envs ?? []).filter((variable) => !config.Env.includes(variable));
    return [
        ...pairs
            .filter(([, declared, actual]) => declared !== undefined && text(declared) !== text(actual))
            .map(([what]) => what),
        ...(variables.length > 0 ? ["environment"] : []),
        ...limitDifferences(inputs, found).map(({ what }) => what),
    ];
}

/** Files of a container that are not as they were written: what became of each, by its path. */
export function fileDifferences(
    inputs: ContainerInputs,
    found: Readonly<Record<string, ObservedFile>>,
): { file: string; drift: "edited" | "removed file" }[] {
    return (inputs.uploads ?? [])
        .filter((upload) => !isAsWritten(upload, found[upload.file]))
        .map(({ file }) => ({ file, drift: found[file] === undefined ? "removed file" : "edited" }));
}

function isAsWritten({ content, contentBase64 = "", permissions }: Upload, file: ObservedFile | undefined): boolean {
    const written = content === undefined ? Buffer.from(contentBase64, "base64") : Buffer.from(content);
    return (
        file?.content !== undefined &&
        written.equals(file.content) &&
        (permissions === undefined || parseInt(permissions, 8) === file.mode)
    );
}

function differing(settings: readonly (readonly [what: string, from: string, to: string])[]): Difference[] {
    return settings.filter(([, from, to]) => from !== to).map(([what, from, to]) => ({ what, from, to }));
}

function mebibytes(bytes: number | undefined): string {
    return bytes === undefined || bytes === 0 ? "none" : `${Math.round((bytes / MEBIBYTE) * 100) / 100} MiB`;
}

function number(value: unknown): string {
    return String(Number(value ?? 0));
}

function capability(names: readonly string[] | null | undefined): string[] {
    return [...(names ?? [])].map((name) => name.replace(/^CAP_/, "")).sort();
}

function text(value: unknown): string {
    return JSON.stringify(value ?? null);
}
