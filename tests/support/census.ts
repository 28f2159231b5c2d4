import { setTimeout as sleep } from "node:timers/promises";

import type { ContainerInfo, ImageInfo } from "dockerode";

import { engineClient } from "../../components/image/engine-client";

/** How long somebody else's build may take to make the next layer from one that it shares with the stack. */
const NEXT_LAYER = 3_000;

/** The engine of this machine, or the one that the Docker client's environment names. */
const docker = engineClient({});

interface Labelled {
    readonly Labels?: Readonly<Record<string, string>> | null;
}

/** An object of a swarm. */
interface SwarmObject {
    readonly Spec?: Labelled & { readonly Name?: string };
}

/**
 * What a stack has on the engine: all that bears its label or its name, and what bears neither but was made for it, that
 * is, unnamed volumes of its containers and layers of its images. Others may use the engine meanwhile.
 */
export class Census {
    private readonly volumes = new Set<string>();
    private readonly images = new Set<string>();

    private constructor(
        private readonly stack: string,
        private readonly imagesBefore: ReadonlySet<string>,
    ) {}

    /** Begins, before the stack has anything. */
    static async begin(stack: string): Promise<Census> {
        const images = await docker.listImages({ all: true });
        return new Census(stack, new Set(images.map(({ Id }) => Id)));
    }

    /** Notes what bears no label by what uses it, before that is replaced or removed. */
    async note(): Promise<void> {
        const [containers, images] = await Promise.all([this.containers(), docker.listImages({ all: true })]);
        const mounts = containers.flatMap(({ Mounts }) => Mounts ?? []);
        mounts.flatMap(({ Name }) => Name ?? []).forEach((name) => this.volumes.add(name));
        const parents = new Map(images.map(({ Id, ParentId }) => [Id, ParentId]));
        const used = [
            ...containers.map(({ ImageID }) => ImageID),
            ...images.filter(this.isOwnImage).map(({ Id }) => Id),
        ];
        for (let id of used) {
            for (; id && !this.imagesBefore.has(id); id = parents.get(id) ?? "") {
                this.images.add(id);
            }
        }
    }

    /** Everything of the stack that is there now, as `<kind> <name>`, sorted. */
    async entries(): Promise<string[]> {
        const [containers, networks, volumes, images, services, configs, secrets] = await Promise.all([
            this.containers(),
            docker.listNetworks(),
            docker.listVolumes(),
            docker.listImages({ all: true }),
            inSwarm(docker.listServices()),
            inSwarm(docker.listConfigs()),
            inSwarm(docker.listSecrets()),
        ]);
        const named = <T extends Labelled & { readonly Name?: string }>(kind: string, all: readonly T[]): string[] =>
            all.filter((it) => this.isOwn(it, it.Name)).map(({ Name }) => `${kind} ${Name}`);
        const labelled = [
            ...containers.map(({ Names }) => `container ${nameOf(Names)}`),
            ...named("network", networks),
            ...named("volume", volumes.Volumes),
            ...images.filter(this.isOwnImage).flatMap(entriesOf),
            ...named("service", services),
            ...named("config", configs),
            ...named("secret", secrets),
        ];
        return [...new Set([...labelled, ...(await this.unlabelled())])].sort();
    }

    /** What was noted and is still there, although nothing uses it. */
    private async unlabelled(): Promise<string[]> {
        const found = await this.unused();
        if (found.length === 0) {
            return [];
        }
        await sleep(NEXT_LAYER);
        const still = await this.unused();
        return found.filter((entry) => still.includes(entry));
    }

    private async unused(): Promise<string[]> {
        const [{ Volumes: volumes }, images, containers] = await Promise.all([
            docker.listVolumes({ filters: { dangling: ["true"] } }),
            docker.listImages({ all: true }),
            docker.listContainers({ all: true }),
        ]);
        const users = new Set([...images.map(({ ParentId }) => ParentId), ...containers.map(({ ImageID }) => ImageID)]);
        return [
            ...volumes.filter(({ Name }) => this.volumes.has(Name)).map(({ Name }) => `volume ${Name}`),
            ...images.filter(({ Id }) => this.images.has(Id) && !users.has(Id)).flatMap(entriesOf),
        ];
    }

    private async containers(): Promise<ContainerInfo[]> {
        const all = await docker.listContainers({ all: true });
        return all.filter((it) => this.isOwn(it, nameOf(it.Names)));
    }

    private readonly isOwnImage = (image: ImageInfo): boolean =>
        (image.RepoTags ?? [""]).some((name) => this.isOwn(image, name));

    private isOwn({ Labels: labels }: Labelled, name = ""): boolean {
        return labels?.["hpc-stacks.stack"] === this.stack || name.startsWith(`${this.stack}-`);
    }
}

/** Everything on the engine that bears a stack's label or name, as `<kind> <name>`, sorted. */
export async function census(stack: string): Promise<string[]> {
    return (await Census.begin(stack)).entries();
}

function nameOf([name = ""]: readonly string[]): string {
    return name.replace(/^\//, "");
}

/** An image by all of its names, or by its id. */
function entriesOf({ Id: id, RepoTags: names }: ImageInfo): string[] {
    const known = (names ?? []).filter((name) => !name.startsWith("<none>"));
    return known.length === 0 ? [`image ${id}`] : known.map((name) => `image ${name}`);
}

/** An engine that is in no swarm refuses to list what only a swarm has. */
async function inSwarm(list: Promise<unknown[]>): Promise<(Labelled & { readonly Name?: string })[]> {
    const objects = (await list.catch((error: { statusCode?: number }) => {
        if (error.statusCode === 503) {
            return [];
        }
        throw error;
    })) as SwarmObject[];
    return objects.map(({ Spec: spec }) => ({ Name: spec?.Name, Labels: spec?.Labels }));
}
