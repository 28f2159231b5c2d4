import { parseTar } from "nanotar";
import type Docker from "dockerode";

import { imageIdOf } from "../../components/image/engine-images";
import { inputsOf } from "./container-inputs";
import { type DeclaredEngine, objectName } from "./declared";

/** What an engine says of all that a site may have in it. */
export interface ObservedEngine {
    /** Everything that the engine runs or ran. */
    readonly all: readonly Docker.ContainerInfo[];
    /** Those that are the site's by id or by name, in detail. */
    readonly containers: readonly Docker.ContainerInspectInfo[];
    /** Those that are the site's by id, by name or by label, in detail. */
    readonly networks: readonly Docker.NetworkInspectInfo[];
    readonly volumes: readonly Docker.VolumeInspectInfo[];
    /** Id of the image that has each name or id that was asked for. */
    readonly images: Readonly<Record<string, string>>;
    /** Files that the site wrote into a container, by the container's id and the file's path. */
    readonly files: Readonly<Record<string, Readonly<Record<string, ObservedFile>>>>;
    /** Empty for an engine in no swarm. */
    readonly services: readonly SwarmObject[];
    readonly secrets: readonly SwarmObject[];
    readonly configs: readonly SwarmObject[];
}

/** A file in a container. */
export interface ObservedFile {
    /** Undefined for what is no plain file. */
    readonly content?: Buffer;
    /** Permissions, such as 0o444. */
    readonly mode: number;
}

/** An object of a swarm, as far as we read it. */
export interface SwarmObject {
    readonly ID?: string;
    readonly Spec?: Readonly<Record<string, unknown>> & {
        readonly Name?: string;
        readonly Labels?: Readonly<Record<string, string>>;
    };
}

/** Asks an engine, by its API, for all of it that a site declares. Nothing is changed by it. */
export async function observe(docker: Docker, declared: DeclaredEngine, stack: string): Promise<ObservedEngine> {
    const [all, networks, { Volumes: volumes }] = await Promise.all([
        docker.listContainers({ all: true }),
        docker.listNetworks(),
        docker.listVolumes(),
    ]);
    const ours = new Set(declared.containers.flatMap((it) => [it.state.id, `/${objectName(it)}`]));
    const ids = all.filter(({ Id, Names }) => [Id, ...Names].some((name) => ours.has(name))).map(({ Id }) => Id);
    const zones = new Set(declared.networks.flatMap((it) => [it.state.id, objectName(it)]));
    const inSwarm = [declared.services, declared.secrets, declared.configs].some((kind) => kind.length > 0);
    return {
        all,
        containers: await present(ids.map((id) => docker.getContainer(id).inspect())),
        networks: await present(
            networks
                .filter(
                    ({ Id, Name, Labels }) =>
                        zones.has(Id) || zones.has(Name) || Labels?.["hpc-stacks.stack"] === stack,
                )
                .map(({ Id }) => docker.getNetwork(Id).inspect()),
        ),
        volumes,
        images: await observeImages(docker, declared),
        files: await observeFiles(docker, declared, new Set(ids)),
        services: inSwarm ? ((await docker.listServices()) as SwarmObject[]) : [],
        secrets: inSwarm ? ((await docker.listSecrets()) as SwarmObject[]) : [],
        configs: inSwarm ? ((await docker.listConfigs()) as SwarmObject[]) : [],
    };
}

async function observeImages(docker: Docker, { images }: DeclaredEngine): Promise<ObservedEngine["images"]> {
    const names = [...new Set(images.flatMap(({ reference, imageId }) => [reference, imageId]))];
    const found = await Promise.all(names.map(async (name) => [name, await imageIdOf(docker, name)] as const));
    return Object.fromEntries(found.flatMap(([name, id]) => (id === undefined ? [] : [[name, id]])));
}

async function observeFiles(
    docker: Docker,
    { containers }: DeclaredEngine,
    present: ReadonlySet<string>,
): Promise<ObservedEngine["files"]> {
    const files: Record<string, Record<string, ObservedFile>> = {};
    await Promise.all(
        containers
            .filter(({ state }) => present.has(state.id))
            .map(async (resource) => {
                const { id } = resource.state;
                const found: Record<string, ObservedFile> = {};
                // One after the other: the engine locks a container for each.
                for (const { file } of inputsOf(resource).uploads ?? []) {
                    const read = await readFile(docker.getContainer(id), file);
                    if (read !== undefined) {
                        found[file] = read;
                    }
                }
                files[id] = found;
            }),
    );
    return files;
}

/** A file of a container, running or not; undefined where there is none. */
async function readFile(container: Docker.Container, path: string): Promise<ObservedFile | undefined> {
    const [archive] = await present([container.getArchive({ path })]);
    if (archive === undefined) {
        return undefined;
    }
    const parts: Buffer[] = [];
    for await (const part of archive) {
        parts.push(part as Buffer);
    }
    // A copy: the parser takes the whole memory that a small buffer shares with others for the archive.
    const [entry] = parseTar(Uint8Array.from(Buffer.concat(parts)));
    return (
        entry && {
            mode: parseInt(entry.attrs?.mode ?? "0", 8) & 0o7777,
            ...(entry.type === "file" && "data" in entry && { content: Buffer.from(entry.data ?? []) }),
        }
    );
}

/** What was there when it was asked for. */
async function present<T>(questions: readonly Promise<T>[]): Promise<T[]> {
    const answers = questions.map((question) =>
        question.then(
            (answer) => [answer],
            (error: unknown) => {
                if ((error as { statusCode?: number }).statusCode === 404) {
                    return [];
                }
                throw error;
            },
        ),
    );
    return (await Promise.all(answers)).flat();
}
