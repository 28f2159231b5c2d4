import { isInternal, zonesOf } from "../scripts/review/zones";
import { containersOf } from "./container";
import type { Rule } from "./rule";

export const publishedFromInternal: Rule = {
    name: "published-from-internal",
    description: "nothing that is in internal zones only publishes a port on the engine's host",
    check: (resources) =>
        containersOf(resources).flatMap(({ resource, published }) => {
            const zones = zonesOf(resources, resource);
            if (published.length === 0 || zones.length === 0 || !zones.every(isInternal)) {
                return [];
            }
            const message =
                `publishes ${published.join(", ")}, but is in internal zones only: ` +
                `${zones.map(({ name }) => name).join(", ")}; ` +
                `publish nothing, or let it join a zone that is not internal`;
            return [{ resource, message }];
        }),
};
