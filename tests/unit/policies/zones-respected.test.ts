import assert from "node:assert/strict";

import { type Declared, container, broken } from "../../support/declared";
import { UNKNOWN } from "../../../policies/inputs";

const networks: Declared = {
    type: "networks",
    name: "networks",
    inputs: { members: { inner: ["web", "database"], outer: ["gateway"] } },
};
const zone = (name: string, parent?: Declared): Declared => ({
    type: "zone",
    name,
    inputs: { name: `test-tour-${name}`, internal: true },
    parent,
});
const inner = zone("inner", networks);
const outer = zone("outer", networks);
const joined = (...zones: Declared[]): Declared =>
    container(
        { networkMode: "bridge", networksAdvanced: zones.map(() => ({ name: UNKNOWN })) },
        { from: { networksAdvanced: zones } },
    );
const check = (...declared: Declared[]): string[] =>
    broken("zones-respected", [networks, inner, outer, zone("stray"), ...declared]);

describe("the rule zones-respected", () => {
    it("holds where a service is a member of its zones, or has no network", () => {
        assert.deepEqual(check(joined(inner)), []);
        assert.deepEqual(check(container({ networkMode: "none" })), []);
        assert.deepEqual(check(container({ networkMode: "host" })), []);
        const named = container({ networkMode: "bridge", networksAdvanced: [{ name: "test-tour-inner" }] });
        assert.deepEqual(check({ ...named, from: { networksAdvanced: [inner] } }), []);
    });

    it("is broken by a service that a zone does not name", () => {
        assert.deepEqual(check(joined(inner, outer)), [
            `web joins zone "outer", whose members are: gateway; name web among them, or take it out of the zone`,
        ]);
    });

    it("is broken by a zone that names nobody", () => {
        assert.deepEqual(check(joined(zone("stray"))), [
            `web joins zone "stray", which names no members: declare the zone by SegmentedNetworks`,
        ]);
    });

    it("is broken on the engine's default network", () => {
        for (const networkMode of ["bridge", undefined]) {
            const [message = "", ...others] = check(container({ networkMode }));
            assert.match(message, /^web is on the engine's default network/);
            assert.deepEqual(others, []);
        }
    });

    it("is broken by a network that is none of the site's", () => {
        const [message = "", ...others] = check(
            container({ networkMode: "bridge", networksAdvanced: [{ name: "backdoor" }] }),
        );
        assert.match(message, /^web joins network "backdoor", which is no zone of this site/);
        assert.deepEqual(others, []);
    });
});
