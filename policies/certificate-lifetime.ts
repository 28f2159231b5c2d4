import { DURATION, engineDuration, seconds } from "../components/duration";
import type { Resource, Resources } from "../scripts/review/resources";
import { containersOf } from "./container";
import type { Breach, Rule } from "./rule";
import type { Settings } from "./settings";

const HOUR = 3600;

/** Variable by which an authority that signs by itself is told how long its certificates are valid. */
const LIFETIME = /^CERTIFICATE_LIFETIME=(.+)$/;

/** A certificate, or an authority by which certificates come to be, and how long they are valid, in seconds. */
interface Validity {
    readonly resource: Resource;
    readonly lifetime: number;
}

export const certificateLifetime: Rule = {
    name: "certificate-lifetime",
    description: "no certificate ends before or outlives the site's bounds, nor outlives the authority that signs it",
    check: (resources, { certificates }) => [
        ...validities(resources).flatMap((validity) => boundBreaches(validity, certificates)),
        ...resources.ofKind("certificate").flatMap((resource) => authorityBreaches(resource, resources)),
    ],
};

function boundBreaches({ resource, lifetime }: Validity, bounds: Settings["certificates"]): Breach[] {
    const valid = `certificates are valid for ${written(lifetime)}`;
    if (lifetime < bounds.shortest) {
        return [{ resource, message: `${valid}, less than the site's shortest, ${written(bounds.shortest)}: ${cure}` }];
    }
    if (lifetime > bounds.longest) {
        return [{ resource, message: `${valid}, more than the site's longest, ${written(bounds.longest)}: ${cure}` }];
    }
    return [];
}

const cure = "change their lifetime, or `policies.certificate-bounds` of the site";

function validities(resources: Resources): Validity[] {
    const declared = resources.ofKind("certificate").flatMap((resource) => {
        const lifetime = hoursOf(resource);
        return lifetime === undefined ? [] : [{ resource, lifetime: lifetime * HOUR }];
    });
    const told = containersOf(resources).flatMap(({ resource, environment }) =>
        environment.flatMap((variable) => {
            const [, lifetime = ""] = LIFETIME.exec(variable) ?? [];
            return DURATION.test(lifetime) ? [{ resource, lifetime: seconds(lifetime) }] : [];
        }),
    );
    return [...declared, ...told];
}

/** A certificate is worth nothing once its authority's has ended. */
function authorityBreaches(resource: Resource, resources: Resources): Breach[] {
    const own = hoursOf(resource);
    return resources.ingredients(resource, ["caCertPem"]).flatMap((authority) => {
        const limit = hoursOf(authority);
        return own === undefined || limit === undefined || own <= limit
            ? []
            : [
                  {
                      resource,
                      message:
                          `is valid for ${own}h, longer than "${authority.name}" that signs it, ${limit}h: ` +
                          `give it at most as long`,
                  },
              ];
    });
}

function hoursOf({ state }: Resource): number | undefined {
    const hours = state.inputs["validityPeriodHours"];
    return typeof hours === "number" ? hours : undefined;
}

/** Seconds as a site file has them. */
function written(total: number): string {
    return engineDuration(total)
        .replace(/(?<=[hm])0s$/, "")
        .replace(/(?<=h)0m$/, "");
}
