import assert from "node:assert/strict";

import fc from "fast-check";

import {
    type Placement,
    type Zones,
    placementFaults,
    publishingFaults,
    reachability,
} from "../../components/network/placement";
import { addressRange, dotted, subnetFaults } from "../../components/network/subnet";
import { permutationOf } from "../support/arbitraries";

const SERVICES = ["bss", "hydra", "smd", "toString"];
const ZONES = ["core", "middle", "outside", "constructor"];
const services = fc.subarray(SERVICES);
const placement: fc.Arbitrary<Placement> = fc.dictionary(fc.constantFrom(...SERVICES), fc.subarray(ZONES), {
    noNullPrototype: true,
});
const zones: fc.Arbitrary<Zones> = fc.dictionary(
    fc.constantFrom(...ZONES),
    fc.record({ internal: fc.boolean(), members: services }),
    { noNullPrototype: true },
);

describe("reachability", () => {
    it("is mutual", () => {
        fc.assert(
            fc.property(placement, (places) => {
                const reached = reachability(places);
                for (const [from, all] of Object.entries(reached)) {
                    assert.ok(all.every((to) => to !== from && reached[to]?.includes(from)));
                }
            }),
        );
    });

    it("is having a zone in common", () => {
        fc.assert(
            fc.property(placement, (places) => {
                for (const [from, reached] of Object.entries(reachability(places))) {
                    for (const [to, itsZones] of Object.entries(places)) {
                        const common = itsZones.some((zone) => places[from]?.includes(zone));
                        assert.equal(reached.includes(to), common && to !== from);
                    }
                }
            }),
        );
    });
});

describe("placement", () => {
    it("has no fault exactly when every service is in some zone, and a member of each of its zones", () => {
        fc.assert(
            fc.property(zones, placement, (declared, places) => {
                const possible = Object.entries(places).every(
                    ([service, asked]) =>
                        asked.length > 0 &&
                        asked.every(
                            (zone) => Object.hasOwn(declared, zone) && declared[zone]?.members.includes(service),
                        ),
                );
                assert.equal(placementFaults(declared, places).length === 0, possible);
            }),
        );
    });

    it("lets nobody publish who is in internal zones only", () => {
        fc.assert(
            fc.property(zones, placement, services, (declared, places, publishing) => {
                const refused = publishingFaults(declared, places, publishing).map(({ path: [service] }) => service);
                for (const service of publishing) {
                    const asked = Object.hasOwn(places, service) ? (places[service] ?? []) : [];
                    const open = asked.some(
                        (zone) => Object.hasOwn(declared, zone) && declared[zone]?.internal === false,
                    );
                    assert.equal(refused.includes(service), !open);
                }
            }),
        );
    });

    it("has the same faults in any order", () => {
        const permuted = fc
            .record({ zones, placement })
            .chain((both) => fc.tuple(fc.constant(both), permutationOf(both)));
        const messages = (input: { zones: Zones; placement: Placement }) =>
            [
                ...placementFaults(input.zones, input.placement),
                ...publishingFaults(input.zones, input.placement, Object.keys(input.placement)),
            ]
                // The zones that were asked for are quoted as they were written.
                .map(({ message }) => message.replace(/internal zones only: [^;]*/, ""))
                .sort();
        fc.assert(
            fc.property(permuted, ([written, other]) => {
                assert.deepEqual(messages(other), messages(written));
            }),
        );
    });
});

describe("addresses", () => {
    const address = fc.nat({ max: 2 ** 32 - 1 });
    const prefix = fc.integer({ min: 1, max: 32 });
    const subnet = fc
        .tuple(address, prefix)
        .map(([number, length]) => `${dotted(addressRange(`${dotted(number)}/${length}`).first)}/${length}`);

    it("come back as they were written", () => {
        fc.assert(fc.property(address, (number) => addressRange(`${dotted(number)}/32`).first === number));
    });

    it("are in the range that they are an address of, which begins at a multiple of its size", () => {
        fc.assert(
            fc.property(address, prefix, (number, length) => {
                const { first, end } = addressRange(`${dotted(number)}/${length}`);
                assert.ok(first <= number && number < end);
                assert.equal(end - first, 2 ** (32 - length));
                assert.equal(first % (end - first), 0);
            }),
        );
    });

    it("of two ranges are common exactly when one range holds the other", () => {
        fc.assert(
            fc.property(subnet, subnet, (a, b) => {
                const [x, y] = [addressRange(a), addressRange(b)];
                const within = (p: typeof x, q: typeof x) => q.first <= p.first && p.end <= q.end;
                const faults = subnetFaults({ a: { members: [], subnet: a }, b: { members: [], subnet: b } });
                assert.equal(faults.length > 0, within(x, y) || within(y, x));
            }),
        );
    });
});
