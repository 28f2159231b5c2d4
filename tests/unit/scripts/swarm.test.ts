import assert from "node:assert/strict";

import { swarmFault } from "../../../scripts/stack/swarm";

const ENGINE = "unix:///var/run/docker.sock";
const MANAGER = { LocalNodeState: "active", ControlAvailable: true, Managers: 1 };

describe("the swarm that a site needs", () => {
    it("is managed by the engine alone, with or without workers", () => {
        assert.equal(swarmFault(ENGINE, MANAGER), undefined);
    });

    it("is missing, and can be made", () => {
        const fault = swarmFault(ENGINE, { LocalNodeState: "inactive", ControlAvailable: false, Managers: 0 });
        assert.match(fault ?? "", /is in no swarm \(its state is inactive\): run `docker swarm init` there/);
    });

    it("is managed elsewhere, and to be asked there", () => {
        const fault = swarmFault(ENGINE, { ...MANAGER, ControlAvailable: false });
        assert.match(fault ?? "", /is a worker: give its swarm's manager as hpc-stacks:engine\.host/);
    });

    it("has more managers, which may have no volumes", () => {
        assert.match(swarmFault(ENGINE, { ...MANAGER, Managers: 3 }) ?? "", /has 3 managers.*`docker node demote`/);
    });
});
