import type { State } from "../review/preview";
import { type Resource, Resources } from "../review/resources";
import type { DockerClient } from "../stack/docker-client";
import { providedEngine } from "../stack/stack-engines";

/** An engine, and what the last update left in it. */
export interface DeclaredEngine {
    /** Logical name of its provider; `engine` for the site's own. */
    readonly name: string;
    /** Its client, as the last update reached it. */
    readonly docker: DockerClient;
    /** What stands in it, by type. */
    readonly containers: readonly Resource[];
    readonly networks: readonly Resource[];
    readonly volumes: readonly Resource[];
    readonly services: readonly Resource[];
    readonly secrets: readonly Resource[];
    readonly configs: readonly Resource[];
    readonly images: readonly DeclaredImage[];
}

/** A name of an image on an engine. */
export interface DeclaredImage {
    readonly resource: Resource;
    /** As the engine knows it, `name:tag` or `name@sha256:…`. */
    readonly reference: string;
    /** Id of the image that has it, `sha256:…`. */
    readonly imageId: string;
    /** Whether its provider takes whatever image has the name for the right one. */
    readonly believed: boolean;
}

/** Name of the provider that stands for the engine of the site itself. */
export const SITE_ENGINE = "engine";

const PROVIDER = "pulumi:providers:docker";

/** All engines of a site with what stands in each: those of its providers, the site's own first. */
export function declaredEngines(states: readonly State[]): DeclaredEngine[] {
    const { all } = new Resources(states);
    const engines = all
        .filter(({ state }) => state.type === PROVIDER)
        .sort((a, b) => Number(nameOf(b) === SITE_ENGINE) - Number(nameOf(a) === SITE_ENGINE));
    const clients = engines.map(({ state }) => providedEngine(state));
    return engines.map((engine, index) => {
        const inside = all.filter(({ state }) => state.provider === `${engine.urn}::${engine.state.id}`);
        const ofType = (type: string) => inside.filter(({ state }) => state.type === type);
        // Dynamic resources have no provider that could tell which engine they are in, but an address.
        const dynamic = all.filter(
            ({ state }) => state.type.startsWith("pulumi-nodejs:dynamic/") && engineOf(state, clients) === index,
        );
        return {
            name: nameOf(engine),
            docker: clients[index]!,
            containers: ofType("docker:index/container:Container"),
            networks: ofType("docker:index/network:Network"),
            volumes: ofType("docker:index/volume:Volume"),
            services: ofType("docker:index/service:Service"),
            secrets: ofType("docker:index/secret:Secret"),
            configs: ofType("docker:index/serviceConfig:ServiceConfig"),
            images: [...ofType("docker:index/remoteImage:RemoteImage"), ...dynamic].flatMap(imageOf),
        };
    });
}

/** Name of a resource's object on its engine. */
export function objectName({ state }: Resource): string {
    return String(state.inputs["name"]);
}

function nameOf({ urn }: Resource): string {
    return urn.split("::").at(-1) ?? urn;
}

/** Number of the engine that a dynamic resource is told of; the site's own where it is told of none. */
function engineOf({ inputs }: State, clients: readonly DockerClient[]): number {
    const told = (inputs["engine"] ?? {}) as { readonly host?: string };
    return Math.max(
        0,
        clients.findIndex(({ host }) => host === told.host),
    );
}

/** Where each type of resource that names an image says name and id. */
const naming: Readonly<Record<string, { readonly reference: string; readonly believed: boolean }>> = {
    "docker:index/remoteImage:RemoteImage": { reference: "name", believed: true },
    "pulumi-nodejs:dynamic/hpc-stacks:ImageTag": { reference: "name", believed: false },
    "pulumi-nodejs:dynamic/hpc-stacks:LoadedImage": { reference: "reference", believed: false },
    "pulumi-nodejs:dynamic/hpc-stacks:TenantImage": { reference: "name", believed: false },
};

function imageOf(resource: Resource): DeclaredImage[] {
    const { type, inputs, outputs } = resource.state;
    const { reference, believed } = naming[type] ?? {};
    const imageId = outputs["imageId"] ?? inputs["imageId"];
    return reference === undefined || believed === undefined || typeof imageId !== "string"
        ? []
        : [{ resource, reference: String(inputs[reference]), imageId, believed }];
}
