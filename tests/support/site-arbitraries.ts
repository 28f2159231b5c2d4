import fc from "fast-check";

import { imageNames } from "../../images/catalogue";
import { SERVICES, type ServiceName } from "../../stacks/openchami/placement";

const ownZone = fc.constantFrom("management", "backup", "constructor");
const seconds = (min: number) => fc.integer({ min, max: 100_000 }).map((total) => `${total}s`);
/** A part of a DNS name. */
export const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Sites without a fault: all of their own zones are open and admit everyone, and no port or route is taken twice. */
export const validSite = fc.record(
    {
        environments: fc.constant(["openchami"]),
        volumes: optional(fc.constantFrom("delete", "retain", "protect")),
        images: fc.record({
            pulled: fc.dictionary(fc.constantFrom(...imageNames), fc.constantFrom("a/b:1", "c:2"), {
                noNullPrototype: true,
            }),
        }),
        openchami: fc.record(
            {
                domain: fc.tuple(label, label).map(([host, top]) => `${host}.${top}x`),
                listen: optional(fc.ipV4()),
                certificate: optional(fc.record({ lifetime: fc.constant("30h"), renewPeriod: seconds(10) })),
                tokenLifetime: optional(seconds(1)),
                zones: fc.constant(
                    Object.fromEntries(
                        ["management", "backup", "constructor"].map((zone, index) => [
                            zone,
                            { internal: false, members: [...SERVICES], subnet: `10.0.${index}.0/24` },
                        ]),
                    ),
                ),
                services: fc
                    .uniqueArray(fc.constantFrom(...SERVICES))
                    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), settings(name)))))
                    .map((entries) => Object.fromEntries(entries) as Record<string, unknown>),
            },
            { requiredKeys: ["domain", "zones", "services"] },
        ),
    },
    { requiredKeys: ["environments", "openchami"] },
);

function settings(name: ServiceName): fc.Arbitrary<unknown> {
    const zones = fc.uniqueArray(ownZone, { minLength: 1 });
    const ports = { smd: 27779, bss: 27778 } as Record<string, number | undefined>;
    return ports[name] === undefined
        ? fc.record({ zones }, { requiredKeys: [] })
        : fc.record(
              { zones, publish: fc.constant(ports[name]), routes: fc.constant([`/${name}/v1`]) },
              { requiredKeys: ["zones"] },
          );
}

/** Values like those of a site, in places where they may or may not belong. */
const anything = fc.letrec((tie) => ({
    leaf: fc.oneof(
        fc.constantFrom("openchami", "demo.example.com", "internal", "5m", "/hsm/v2", "smd", "delete", "tcp://a:1"),
        fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
    ),
    list: fc.array(tie("value"), { maxLength: 3 }),
    map: fc.dictionary(
        fc.constantFrom(
            ...["environments", "volumes", "engine", "host", "key", "images", "pulled", "openchami", "domain", "ports"],
            ...[
                "https",
                "certificate",
                "lifetime",
                "zones",
                "members",
                "internal",
                "services",
                "smd",
                "routes",
                "__proto__",
            ],
        ),
        tie("value"),
        { maxKeys: 5 },
    ),
    value: fc.oneof({ maxDepth: 5 }, tie("leaf"), tie("list"), tie("map")),
})).value;

/** Nearly sites, and anything at all. */
export const anySite = fc.oneof(
    anything,
    fc.tuple(validSite, anything, fc.nat()).map(([site, value, place]) => spoiled(site, value, place)),
);

/** A site with some value of it replaced by another. */
function spoiled(site: unknown, value: unknown, place: number): unknown {
    if (typeof site !== "object" || site === null || place % 5 === 0) {
        return value;
    }
    const entries = Object.entries(site);
    const picked = place % Math.max(entries.length, 1);
    return Object.fromEntries(
        entries.map(([key, item], index) => [
            key,
            index === picked ? spoiled(item, value, Math.floor(place / 7)) : (item as unknown),
        ]),
    );
}
