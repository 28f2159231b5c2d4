import assert from "node:assert/strict";

import {
    type Zones,
    placementFaults,
    publishingFaults,
    reachability,
    ownEntry,
} from "../../../components/network/placement";

const ZONES: Zones = {
    outside: { internal: false, members: ["gateway"] },
    middle: { members: ["gateway", "service"] },
    core: { internal: true, members: ["service", "database"] },
};

describe("placement", () => {
    it("allows what the zones allow", () => {
        const placement = { gateway: ["outside", "middle"], service: ["core", "middle"], database: ["core"] };
        assert.deepEqual(placementFaults(ZONES, placement), []);
    });

    it("refuses a zone that does not exist and names those that do", () => {
        assert.deepEqual(placementFaults(ZONES, { database: ["cellar"] }), [
            { path: ["database"], message: `zone "cellar" does not exist, choose among: core, middle, outside` },
        ]);
    });

    it("refuses a zone whose members do not include the service, and names them", () => {
        assert.deepEqual(placementFaults(ZONES, { database: ["core", "middle"] }), [
            { path: ["database"], message: `database may not join zone "middle", its members are: gateway, service` },
        ]);
    });

    it("says so when a zone has no members at all", () => {
        const [fault] = placementFaults({ empty: { members: [] } }, { database: ["empty"] });
        assert.equal(fault?.message, `database may not join zone "empty", its members are: none`);
    });

    it("refuses a service in no zone", () => {
        assert.deepEqual(placementFaults(ZONES, { database: [] }), [
            { path: ["database"], message: "database is in no zone, name at least one" },
        ]);
    });

    it("reports every fault of every service", () => {
        const faults = placementFaults(ZONES, { database: ["cellar", "middle"], gateway: ["core"], service: [] });
        assert.deepEqual(
            faults.map(({ path }) => path.join()),
            ["database", "database", "gateway", "service"],
        );
    });

    it("takes no property of a map for a zone", () => {
        assert.equal(ownEntry(ZONES, "constructor"), undefined);
        assert.equal(ownEntry(ZONES, "core"), ZONES["core"]);
        assert.match(placementFaults(ZONES, { database: ["constructor"] })[0]?.message ?? "", /does not exist/);
    });
});

describe("publishing", () => {
    it("is allowed in a zone that is not internal", () => {
        assert.deepEqual(publishingFaults(ZONES, { gateway: ["middle", "outside"] }, ["gateway"]), []);
    });

    it("is refused in internal zones, which is what a zone is unless it says otherwise", () => {
        assert.deepEqual(publishingFaults(ZONES, { gateway: ["middle"] }, ["gateway"]), [
            {
                path: ["gateway"],
                message:
                    "gateway publishes a port, but is in internal zones only: middle; publish none, or let it join a " +
                    "zone that is not internal: outside",
            },
        ]);
    });

    it("is no zone's business that would not have the service", () => {
        const [fault] = publishingFaults(ZONES, { database: ["core"] }, ["database"]);
        assert.match(fault?.message ?? "", /let it join a zone that is not internal and has it as a member$/);
    });

    it("needs a place", () => {
        assert.equal(publishingFaults(ZONES, {}, ["gateway"]).length, 1);
    });
});

describe("reachability", () => {
    it("joins services with a common zone, and no others", () => {
        const placement = {
            gateway: ["outside", "middle"],
            service: ["core", "middle"],
            database: ["core"],
            alone: [],
        };
        assert.deepEqual(reachability(placement), {
            alone: [],
            database: ["service"],
            gateway: ["service"],
            service: ["database", "gateway"],
        });
    });
});
