import type { ContainerInspectInfo } from "dockerode";

import type { Resource } from "../review/resources";
import { inputsOf } from "./container-inputs";
import { type DeclaredEngine, objectName } from "./declared";
import { type Drift, type Finding, findingOn } from "./finding";
import type { ObservedEngine } from "./observed";
import { bodyDifferences, fileDifferences, limitDifferences } from "./settings";

/** What became of the containers of an engine: services and jobs. */
export function containerFindings(declared: DeclaredEngine, observed: ObservedEngine): Finding[] {
    return declared.containers.flatMap((resource) => {
        const tell: Tell = (drift, rest) => findingOn(resource, declared.name, drift, rest);
        const found = observed.containers.find(({ Id }) => Id === resource.state.id);
        const namesake = observed.containers.find((it) => nameOf(it) === objectName(resource) && it !== found);
        if (found === undefined) {
            const names = namesake && bodyDifferences(inputsOf(resource), namesake);
            return [names === undefined ? tell("missing") : tell("recreated", { names })];
        }
        const to = nameOf(found);
        return [
            ...(to === objectName(resource)
                ? []
                : [tell("renamed", { to, names: namesake ? [nameOf(namesake)] : [] })]),
            ...stateFindings(resource, found, tell),
            ...limitDifferences(inputsOf(resource), found).map(({ what, ...values }) =>
                tell("set", { subject: what, ...values }),
            ),
            ...fileDifferences(inputsOf(resource), observed.files[found.Id] ?? {}).map(({ file, drift }) =>
                tell(drift, { subject: file }),
            ),
            ...connectionFindings(found, connectionsOf(resource, declared), declared, observed, tell),
        ];
    });
}

/** Name of a container without the slash that an engine puts in front. */
export function nameOf({ Name }: Pick<ContainerInspectInfo, "Name">): string {
    return Name.replace(/^\//, "");
}

type Tell = (drift: Drift, rest?: Partial<Finding>) => Finding;

/** A job may have ended, and whoever starts is given the time. */
function stateFindings(resource: Resource, { State: now }: ContainerInspectInfo, tell: Tell): Finding[] {
    if (now.Paused) {
        return [tell("paused")];
    }
    if (inputsOf(resource).mustRun === false) {
        return [];
    }
    if (!now.Running && !now.Restarting) {
        return [tell("stopped")];
    }
    const subject = now.Restarting ? "restarting" : now.Health?.Status;
    return subject === "restarting" || subject === "unhealthy" ? [tell("failing", { subject })] : [];
}

interface Connection {
    /** Name of the engine's network. */
    readonly network: string;
    readonly aliases: readonly string[];
}

/** The networks that a container should be on, and its names there. */
function connectionsOf(resource: Resource, { networks }: DeclaredEngine): Connection[] {
    const { networksAdvanced: wanted = [], networkMode = "bridge" } = inputsOf(resource);
    if (wanted.length === 0) {
        return [{ network: networkMode, aliases: [] }];
    }
    return wanted.map(({ name, aliases = [] }) => {
        const zone = networks.find((network) => network.state.id === name);
        return { network: zone === undefined ? name : objectName(zone), aliases };
    });
}

function connectionFindings(
    found: ContainerInspectInfo,
    wanted: readonly Connection[],
    { networks }: DeclaredEngine,
    observed: ObservedEngine,
    tell: Tell,
): Finding[] {
    const actual = found.NetworkSettings.Networks;
    // What became of a zone itself is told of the zone.
    const gone = networks.filter(({ state }) => !observed.networks.some(({ Id }) => Id === state.id)).map(objectName);
    const steady = (network: string) => !gone.includes(network);
    const lost = wanted
        .filter(({ network }) => steady(network))
        .flatMap(({ network, aliases }): Finding[] => {
            const endpoint = actual[network];
            if (endpoint === undefined) {
                return [tell("left", { subject: network, names: aliases })];
            }
            // Engines since 25 tell of the host name among the names, older ones among the aliases.
            const { Aliases: own, DNSNames: names } = endpoint as Partial<
                Record<"Aliases" | "DNSNames", string[] | null>
            >;
            const known = [...(own ?? []), ...(names ?? [])];
            return aliases.every((alias) => known.includes(alias))
                ? []
                : [tell("nameless", { subject: network, names: aliases })];
        });
    const joined = Object.keys(actual)
        .filter((network) => steady(network) && !wanted.some((it) => it.network === network))
        .map((network) => tell("joined", { subject: network, danger: true }));
    return [...lost, ...joined];
}
