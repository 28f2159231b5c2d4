import type { NetworkInspectInfo } from "dockerode";

import type { Resource } from "../review/resources";
import { type DeclaredEngine, objectName } from "./declared";
import { type EngineNoun, type Finding, findingOn } from "./finding";
import type { ObservedEngine } from "./observed";

/** What became of the zones of an engine, and who is in them without being of the site. */
export function networkFindings(declared: DeclaredEngine, observed: ObservedEngine, stack: string): Finding[] {
    const isOurs = oursAmong(declared, observed, stack);
    return declared.networks.flatMap((resource) => {
        const found = observed.networks.find(({ Id }) => Id === resource.state.id);
        if (found === undefined) {
            const namesake = observed.networks.find(({ Name }) => Name === objectName(resource));
            return [
                namesake === undefined
                    ? findingOn(resource, declared.name, "missing")
                    : findingOn(resource, declared.name, "recreated", {
                          names: attached(namesake).map(({ name }) => name),
                      }),
            ];
        }
        return attached(found)
            .filter(({ id, name }) => !isOurs(id, name))
            .map(({ name }) => stranger(resource, declared, name));
    });
}

/** Containers that share the network of one of the site's, and so are wherever it is. */
export function sharingFindings(declared: DeclaredEngine, observed: ObservedEngine, stack: string): Finding[] {
    const isOurs = oursAmong(declared, observed, stack);
    return observed.all
        .filter(({ Id, Names, State }) => State === "running" && !isOurs(Id, plainName(Names)))
        .flatMap((container) => {
            const [, host] = /^container:(.+)$/.exec(container.HostConfig.NetworkMode) ?? [];
            const shared = declared.containers.filter(({ state }) => state.id === host);
            return shared.map((resource) => stranger(resource, declared, plainName(container.Names)));
        });
}

function stranger(resource: Resource, { name }: DeclaredEngine, container: string): Finding {
    return findingOn(resource, name, "stranger", { subject: container, danger: true });
}

/** Tells the site's own containers from others: those of its state, its tasks, and what `npm run verify` starts. */
export function oursAmong(
    { containers, services }: DeclaredEngine,
    { all }: ObservedEngine,
    stack: string,
): (id: string, name: string) => boolean {
    const tasks = new Set(services.map(({ state }) => state.id));
    const ours = new Set([
        ...containers.flatMap((it) => [it.state.id, objectName(it)]),
        ...all
            .filter(
                ({ Labels: labels = {} }) =>
                    tasks.has(labels["com.docker.swarm.service.id"] ?? "") ||
                    (labels["hpc-stacks.stack"] === stack && labels["hpc-stacks.name"] === "verify"),
            )
            .map(({ Id }) => Id),
    ]);
    return (id, name) => ours.has(id) || ours.has(name);
}

/** Name of a container in a list. */
export function plainName(names: readonly string[]): string {
    return (names.find((name) => name.lastIndexOf("/") === 0) ?? names[0] ?? "").replace(/^\//, "");
}

/** Containers in a network; a swarm has an endpoint of its own in each of its networks. */
function attached({ Containers: containers }: NetworkInspectInfo): { id: string; name: string }[] {
    return Object.entries(containers ?? {})
        .filter(([id]) => !id.startsWith("lb-"))
        .map(([id, { Name }]) => ({ id, name: Name }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * What an update seems to have made, by label and name, and none knows, of the kinds that run or are joined. The label
 * alone is no sign: whatever is started from an image of the site has it.
 */
export function unknownFindings(declared: DeclaredEngine, observed: ObservedEngine, stack: string): Finding[] {
    const isOurs = oursAmong(declared, observed, stack);
    const known = [...declared.networks, ...declared.services].flatMap((it) => [it.state.id, objectName(it)]);
    const candidates: readonly { noun: EngineNoun; id: string; name: string; labels: Labels | undefined }[] = [
        ...observed.all.map(
            (it) => ({ noun: "container", id: it.Id, name: plainName(it.Names), labels: it.Labels }) as const,
        ),
        ...observed.networks.map((it) => ({ noun: "network", id: it.Id, name: it.Name, labels: it.Labels }) as const),
        ...observed.services.map(
            ({ ID = "", Spec }) => ({ noun: "service", id: ID, name: Spec?.Name ?? "", labels: Spec?.Labels }) as const,
        ),
    ];
    return candidates
        .filter(({ name, labels }) => labels?.["hpc-stacks.stack"] === stack && name === madeAs(labels))
        .filter(({ id, name }) => !isOurs(id, name) && !known.includes(id) && !known.includes(name))
        .map(({ noun, name }) => unknown(noun, name, declared));
}

type Labels = Readonly<Record<string, string>>;

/** Name on the engine that an update gives what has these labels. */
function madeAs(labels: Labels): string {
    return `${labels["hpc-stacks.stack"]}-${labels["hpc-stacks.name"]}`;
}

function unknown(noun: EngineNoun, object: string, { name }: DeclaredEngine): Finding {
    return { drift: "unknown", environment: "", kind: noun, name: object, urn: "", noun, object, engine: name };
}
