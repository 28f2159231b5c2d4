import type { Resource, Resources } from "../scripts/review/resources";
import { zonesOf } from "../scripts/review/zones";
import { type Container, containersOf } from "./container";
import { mapOf, textOf, textsOf } from "./inputs";
import type { Breach, Rule } from "./rule";

/** What runs has a network of its own unless it says so: none at all, the host's, or another container's. */
const WITHOUT_ZONES = /^(?:none|host|container:.*)$/;

/** An id that the engine gave, which tells a reader nothing. */
const ID = /^[0-9a-z]{25}$|^[0-9a-f]{64}$/;

export const zonesRespected: Rule = {
    name: "zones-respected",
    description: "whatever runs is in zones that name it as a member, and nothing is on the engine's default network",
    check: (resources) => containersOf(resources).flatMap((container) => breaches(container, resources)),
};

function breaches(container: Container, resources: Resources): Breach[] {
    const { resource, service, networkMode = "", joins } = container;
    const zones = zonesJoined(container, resources);
    if (joins === 0 && !WITHOUT_ZONES.test(networkMode)) {
        const message =
            "is on the engine's default network, where everything reaches everything: " +
            "give it `networks` whose placement names its zones";
        return [{ resource, message }];
    }
    return [
        ...(joins > zones.length ? [{ resource, message: strangeNetwork(container, zones) }] : []),
        ...zones.flatMap((zone) => membershipBreach(container, zone, membersOf(zone, resources), service)),
    ];
}

/** Zones that it joins by what its inputs are made of, or by their names. */
function zonesJoined({ resource, networks }: Container, resources: Resources): Resource[] {
    const known = zonesOf(resources, resource);
    return resources.ofKind("zone").filter((zone) => known.includes(zone) || networks.includes(nameOf(zone)));
}

function strangeNetwork({ networks }: Container, zones: readonly Resource[]): string {
    const strange = networks.filter((name) => !ID.test(name) && !zones.some((zone) => nameOf(zone) === name));
    const names = strange.length === 0 ? "a network" : `network ${strange.map((name) => `"${name}"`).join(", ")}`;
    return `joins ${names}, which is no zone of this site: declare it as a zone, or leave it out`;
}

function nameOf({ state }: Resource): string {
    return textOf(state.inputs["name"]) ?? "";
}

function membershipBreach(
    { resource }: Container,
    zone: Resource,
    members: readonly string[] | undefined,
    service: string,
): Breach[] {
    if (members === undefined) {
        const message = `joins zone "${zone.name}", which names no members: declare the zone by SegmentedNetworks`;
        return [{ resource, message }];
    }
    if (members.includes(service)) {
        return [];
    }
    const message =
        `joins zone "${zone.name}", whose members are: ${members.join(", ") || "none"}; ` +
        `name ${service} among them, or take it out of the zone`;
    return [{ resource, message }];
}

/** Who may join a zone, as the networks that it is part of declare it. */
function membersOf(zone: Resource, resources: Resources): string[] | undefined {
    const declared = mapOf(resources.owners(zone)[0]?.inputs["members"])[zone.name];
    return declared === undefined ? undefined : textsOf(declared);
}
