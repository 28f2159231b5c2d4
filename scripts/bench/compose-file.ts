import type { Declaration, Declared, DeclaredContainer } from "./declaration";

/** A compose file, and the files beside it that its services are given. */
export interface ComposeProject {
    readonly file: Readonly<Record<string, unknown>>;
    readonly uploads: readonly UploadedFile[];
    /** Whether `up` must wait until all are healthy, as our own update does. */
    readonly waits: boolean;
}

/** A file of a service, which compose mounts. */
export interface UploadedFile {
    /** Relative to the compose file. */
    readonly path: string;
    readonly content: Buffer;
    /** Octal. */
    readonly mode: string;
}

/** The same declaration as a compose project. @throws Error where compose is not told of an input. */
export function composeProject({ networks, volumes, containers }: Declaration): ComposeProject {
    const byName = new Map(containers.map((container) => [container.name, container]));
    return {
        file: {
            networks: Object.fromEntries(networks.map((network) => [network.name, composeNetwork(network)])),
            volumes: Object.fromEntries(volumes.map((volume) => [volume.name, composeVolume(volume)])),
            services: Object.fromEntries(
                containers.map((container) => [container.name, escaped(composeService(container, byName))]),
            ),
        },
        uploads: containers.flatMap(uploadedFiles),
        waits: containers.some(({ inputs }) => inputs["wait"] === true),
    };
}

type Value = never;
/** How each input is told to compose; `undefined` is left out. */
type Renderers = Readonly<Record<string, (value: Value) => Readonly<Record<string, unknown>>>>;

const labels = (list: { label: string; value: string }[]) => ({
    labels: Object.fromEntries(list.map(({ label, value }) => [label, value])),
});

const NETWORK: Renderers = {
    name: (name: string) => ({ name }),
    driver: (driver: string) => ({ driver }),
    internal: (internal: boolean) => ({ internal }),
    ipamConfigs: (config: { subnet: string }[]) => ({ ipam: { config: config.map(({ subnet }) => ({ subnet })) } }),
    labels,
};

const VOLUME: Renderers = {
    name: (name: string) => ({ name }),
    driver: (driver: string) => ({ driver }),
    labels,
};

const nothing = () => ({});

/** What waiting and jobs mean is told by `depends_on`, and by `--wait`. */
const CONTAINER: Renderers = {
    attach: nothing,
    logs: nothing,
    mustRun: nothing,
    wait: nothing,
    waitTimeout: nothing,
    name: (name: string) => ({ container_name: name }),
    hostname: (hostname: string) => ({ hostname }),
    image: (image: string) => ({ image, pull_policy: "never" }),
    entrypoints: (entrypoint: string[]) => ({ entrypoint }),
    command: (command: string[]) => ({ command }),
    envs: (environment: string[]) => ({ environment }),
    user: (user: string) => ({ user }),
    // Mounted below.
    uploads: nothing,
    volumes: nothing,
    networkMode: (mode: string) => (mode === "bridge" ? {} : { network_mode: mode }),
    pidMode: (pid: string) => ({ pid }),
    memory: (memory: number) => ({ mem_limit: `${memory}m` }),
    memorySwap: (memory: number) => ({ memswap_limit: `${memory}m` }),
    cpuPeriod: (period: number) => ({ cpu_period: period }),
    cpuQuota: (quota: number) => ({ cpu_quota: quota }),
    capabilities: ({ adds, drops }: { adds?: string[]; drops?: string[] }) => ({ cap_add: adds, cap_drop: drops }),
    securityOpts: (options: string[]) => ({ security_opt: options }),
    cgroupnsMode: (mode: string) => ({ cgroup: mode }),
    readOnly: (readOnly: boolean) => ({ read_only: readOnly }),
    tmpfs: (tmpfs: Record<string, string>) => ({
        tmpfs: Object.entries(tmpfs).map(([path, options]) => (options ? `${path}:${options}` : path)),
    }),
    init: (init: boolean) => ({ init }),
    logDriver: (driver: string) => ({ logging: { driver } }),
    logOpts: (options: Record<string, string>) => ({ logging: { options } }),
    labels,
    // `startInterval` is for newer engines, and ours is 0.
    healthcheck: (it: {
        tests: string[];
        interval: string;
        timeout: string;
        startPeriod: string;
        retries: number;
    }) => ({
        healthcheck: {
            test: it.tests,
            interval: it.interval,
            timeout: it.timeout,
            start_period: it.startPeriod,
            retries: it.retries,
        },
    }),
    ports: (ports: { internal: number; external: number; ip: string; protocol: string }[]) => ({
        ports: ports.map(({ internal, external, ip, protocol }) => ({
            target: internal,
            published: String(external),
            host_ip: ip,
            protocol,
        })),
    }),
    restart: (restart: string) => ({ restart }),
    stopSignal: (signal: string) => ({ stop_signal: signal }),
    destroyGraceSeconds: (seconds: number) => ({ stop_grace_period: `${seconds}s` }),
};

function rendered(declared: Declared, renderers: Renderers): Record<string, unknown> {
    const unknown = Object.keys(declared.inputs).filter((key) => !Object.hasOwn(renderers, key));
    if (unknown.length > 0) {
        throw new Error(`compose is not told of ${unknown.join(", ")} of ${declared.name}: add it to compose-file.ts`);
    }
    const parts = Object.entries(declared.inputs).map(([key, value]) => renderers[key]!(value as Value));
    return parts.reduce<Record<string, unknown>>((all, part) => merged(all, part), {});
}

/** Inputs that are told by one key of compose, such as those of logging, come together in it. */
function merged(all: Record<string, unknown>, part: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const entries = Object.entries(part)
        .filter(([, value]) => value !== undefined)
        .map(
            ([key, value]) =>
                [key, key === "logging" ? { ...(all[key] as object), ...(value as object) } : value] as const,
        );
    return { ...all, ...Object.fromEntries(entries) };
}

const composeNetwork = (network: Declared) => rendered(network, NETWORK);
const composeVolume = (volume: Declared) => rendered(volume, VOLUME);

function composeService(container: DeclaredContainer, byName: ReadonlyMap<string, DeclaredContainer>) {
    const { networks, after } = container;
    const volumes = [...volumeMounts(container), ...uploadMounts(container)];
    return {
        ...rendered(container, CONTAINER),
        ...(networks.length > 0 && {
            networks: Object.fromEntries(networks.map(({ network, aliases }) => [network, { aliases }])),
        }),
        ...(volumes.length > 0 && { volumes }),
        ...(after.length > 0 && {
            depends_on: Object.fromEntries(after.map((name) => [name, { condition: conditionOf(byName.get(name)!) }])),
        }),
    };
}

/** When our own update goes on to what depends on a container. */
function conditionOf({ inputs }: DeclaredContainer): string {
    if (inputs["mustRun"] === false) {
        return "service_completed_successfully";
    }
    return inputs["wait"] === true ? "service_healthy" : "service_started";
}

function volumeMounts({ inputs }: DeclaredContainer): object[] {
    const mounts = (inputs["volumes"] ?? []) as { volumeName: string; containerPath: string; readOnly?: boolean }[];
    return mounts.map(({ volumeName, containerPath, readOnly = false }) => ({
        type: "volume",
        source: volumeName,
        target: containerPath,
        read_only: readOnly,
    }));
}

interface Upload {
    readonly file: string;
    readonly content?: string;
    readonly contentBase64?: string;
    readonly permissions?: string;
}

const uploadsOf = ({ inputs }: DeclaredContainer): Upload[] => (inputs["uploads"] ?? []) as Upload[];
const uploadPath = ({ name }: DeclaredContainer, index: number): string => `uploads/${name}/${index}`;

function uploadMounts(container: DeclaredContainer): object[] {
    return uploadsOf(container).map(({ file }, index) => ({
        type: "bind",
        source: `./${uploadPath(container, index)}`,
        target: file,
        read_only: true,
    }));
}

function uploadedFiles(container: DeclaredContainer): UploadedFile[] {
    return uploadsOf(container).map(({ content = "", contentBase64, permissions = "0644" }, index) => ({
        path: uploadPath(container, index),
        content: contentBase64 === undefined ? Buffer.from(content) : Buffer.from(contentBase64, "base64"),
        mode: permissions,
    }));
}

/** Texts in which compose sees no variables. */
function escaped(value: unknown): unknown {
    if (typeof value === "string") {
        return value.replace(/\$/g, "$&$&");
    }
    if (Array.isArray(value)) {
        return value.map(escaped);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]))
        : value;
}
