import assert from "node:assert/strict";

import { engineClient } from "../../../components/image/engine-client";

describe("a client of an engine", () => {
    const modem = (address: Parameters<typeof engineClient>[0]) =>
        engineClient(address).modem as unknown as Record<string, unknown>;

    it("goes to a socket", () => {
        assert.equal(modem({ host: "unix:///run/other.sock" })["socketPath"], "/run/other.sock");
    });

    it("shows its certificate to a host, and speaks plainly where it has none", () => {
        const tls = modem({ host: "tcp://engine:2376", ca: "ca", cert: "cert", key: "key" });
        assert.deepEqual(
            [tls["protocol"], tls["host"], tls["port"], tls["ca"], tls["cert"], tls["key"]],
            ["https", "engine", "2376", "ca", "cert", "key"],
        );
        assert.equal(modem({ host: "tcp://engine:2375" })["protocol"], "http");
    });

    it("goes through ssh as a user", () => {
        const ssh = modem({ host: "ssh://admin@engine" });
        assert.deepEqual([ssh["protocol"], ssh["host"], ssh["username"]], ["ssh", "engine", "admin"]);
    });

    it("goes where the Docker client's environment says when it is told nothing", () => {
        const before = process.env.DOCKER_HOST;
        process.env.DOCKER_HOST = "unix:///run/environment.sock";
        try {
            assert.equal(modem({})["socketPath"], "/run/environment.sock");
        } finally {
            if (before === undefined) {
                delete process.env.DOCKER_HOST;
            } else {
                process.env.DOCKER_HOST = before;
            }
        }
    });
});
