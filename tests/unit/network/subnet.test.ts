import assert from "node:assert/strict";

import { addressRange, dotted, subnetFaults } from "../../../components/network/subnet";

describe("subnet", () => {
    it("is a range of addresses", () => {
        assert.deepEqual(addressRange("0.0.1.0/24"), { first: 256, end: 512 });
        assert.deepEqual(addressRange("0.0.0.7/32"), { first: 7, end: 8 });
        assert.deepEqual(addressRange("0.0.0.0/0"), { first: 0, end: 2 ** 32 });
        assert.deepEqual(addressRange("255.255.255.255/1"), { first: 2 ** 31, end: 2 ** 32 });
    });

    it("has addresses that are written with dots", () => {
        assert.equal(dotted(0), "0.0.0.0");
        assert.equal(dotted(2 ** 32 - 1), "255.255.255.255");
        assert.equal(dotted(10 * 2 ** 24 + 89 * 2 ** 16 + 4 * 2 ** 8), "10.89.4.0");
    });

    it("may lie beside another's", () => {
        const zones = { a: { members: [], subnet: "10.0.0.0/24" }, b: { members: [], subnet: "10.0.1.0/24" } };
        assert.deepEqual(subnetFaults({ ...zones, c: { members: [] } }), []);
    });

    it("may not overlap with another's", () => {
        const zones = { b: { members: [], subnet: "10.0.0.128/25" }, a: { members: [], subnet: "10.0.0.0/24" } };
        assert.deepEqual(subnetFaults(zones), [
            { path: ["b"], message: "10.0.0.128/25 overlaps with 10.0.0.0/24 of zone a, choose another" },
        ]);
    });

    it("begins at its first address", () => {
        assert.deepEqual(subnetFaults({ a: { members: [], subnet: "10.0.0.7/24" } }), [
            { path: ["a"], message: "10.0.0.7/24 is no range, write 10.0.0.0/24" },
        ]);
    });
});
