import assert from "node:assert/strict";

import { isBroken } from "../../../scripts/stack/diagnosis";

describe("a container's status", () => {
    for (const status of ["Up 2 seconds (healthy)", "Up 2 hours", "Exited (0) 3 minutes ago"]) {
        it(`"${status}" is good`, () => assert.equal(isBroken(status), false));
    }
    for (const status of [
        "Up 9 seconds (health: starting)",
        "Up 2 minutes (unhealthy)",
        "Restarting (1) 21 seconds ago",
        "Exited (137) 3 minutes ago",
        "Created",
        "Dead",
    ]) {
        it(`"${status}" is broken`, () => assert.equal(isBroken(status), true));
    }
});
