import type { Declaration, Declared, DeclaredContainer } from "./declaration";

/** Where the provider is found in a mirror, by its source and version. */
export interface ProviderPin {
    readonly source: string;
    readonly version: string;
}

/** The same declaration for OpenTofu and Terraform, as the content of a `main.tf.json`. */
export function tofuFile({ networks, volumes, containers }: Declaration, provider: ProviderPin, engine: string) {
    return {
        terraform: { required_providers: { docker: provider } },
        provider: { docker: { host: engine } },
        resource: {
            docker_network: resources(networks, (network) => block(network)),
            docker_volume: resources(volumes, (volume) => block(volume)),
            docker_container: resources(containers, (container) => containerBlock(container, volumes)),
        },
    };
}

function resources<T extends Declared>(items: readonly T[], render: (item: T) => object) {
    return items.length === 0
        ? undefined
        : Object.fromEntries(items.map((item) => [addressOf(item.name), render(item)]));
}

/** Name of the resource of an object of the engine. */
function addressOf(name: string): string {
    return name.replace(/[^A-Za-z0-9_-]/g, "_");
}

/** What it is made of by reference is created before it. */
function containerBlock(container: DeclaredContainer, volumes: readonly Declared[]): object {
    const { networks, after } = container;
    const mounts = (container.inputs["volumes"] ?? []) as { volumeName?: string }[];
    const known = new Set(volumes.map(({ name }) => name));
    return {
        ...block(container),
        ...(mounts.length > 0 && {
            volumes: mounts.map(({ volumeName, ...rest }) => ({
                ...(renamed(rest) as object),
                volume_name:
                    volumeName !== undefined && known.has(volumeName)
                        ? `\${docker_volume.${addressOf(volumeName)}.name}`
                        : volumeName,
            })),
        }),
        ...(networks.length > 0 && {
            networks_advanced: networks.map(({ network, aliases }) => ({
                name: `\${docker_network.${addressOf(network)}.id}`,
                aliases,
            })),
        }),
        ...(after.length > 0 && { depends_on: after.map((name) => `docker_container.${addressOf(name)}`) }),
    };
}

function block({ inputs }: Declared): object {
    return renamed(inputs) as object;
}

/** Names that are more than written another way: Pulumi calls lists by their plural. */
const SINGULAR: Readonly<Record<string, string>> = {
    adds: "add",
    drops: "drop",
    entrypoints: "entrypoint",
    envs: "env",
    ipamConfigs: "ipam_config",
    tests: "test",
    uploads: "upload",
};

/** Maps whose keys are names of others. */
const MAPS = ["logOpts", "tmpfs"];

function renamed(value: unknown): unknown {
    if (typeof value === "string") {
        return escaped(value);
    }
    if (Array.isArray(value)) {
        return value.map(renamed);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(
              Object.entries(value).map(([key, inner]) => [
                  SINGULAR[key] ?? snakeCase(key),
                  MAPS.includes(key) ? mapped(inner as Record<string, string>) : renamed(inner),
              ]),
          )
        : value;
}

function mapped(map: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(map).map(([key, text]) => [key, escaped(text)]));
}

/** Text in which OpenTofu sees no expressions. */
function escaped(text: string): string {
    return text.replace(/[$%](?=\{)/g, "$&$&");
}

function snakeCase(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
