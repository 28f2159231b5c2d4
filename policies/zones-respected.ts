import type { Resource, Resources } from "../scripts/review/resources";
import { zonesOf } from "../scripts/review/zones";
import { type Container, containersOf } from "./container";
import { mapOf, textOf, textsOf } from "./inputs";
import type { Breach, Rule } from "./rule";

/** What runs has a network of its own unless it says so: none at all, the host's, or another container's. */
const WITHOUT_ZONES = /^(?:none|host|container:.*)$/;

/** An id that the engine gave. */
const ID = /^[0-9a-z]{25}$|^[0-9a-f]{64}$/;

export const zonesRespected: Rule = {
    name: "zones-respected",
    description: "whatever runs is in zones that name it as a member, and nothing is on the engine's default network",
    check: (resources) => containersOf(resources).flatMap((container) => breaches(container, resources)),
};

function breaches(container: Container, resources: Resources): Breach[] {
    const { resource, service, networkMode = "", joins, networks } = container;
    const zones = zonesOf(resources, resource);
    if (joins === 0 && !WITHOUT_ZONES.test(networkMode)) {
        const message =
            "is on the engine's default network, where everything reaches everything: " +
            "give it `networks` whose placement names its zones";
        return [{ resource, message }];
    }
    const strange = networks
        .filter((name) => name !== "host" && !ID.test(name))
        .filter((name) => !resources.ofKind("zone").some(({ state }) => textOf(state.inputs["name"]) === name));
    return [
        ...strange.map((name) => ({
            resource,
            message: `joins network "${name}", which is no zone of this site: declare it as a zone, or leave it out`,
        })),
        ...zones.flatMap((zone) => membershipBreach(container, zone, membersOf(zone, resources), service)),
    ];
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
