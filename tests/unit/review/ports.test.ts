import assert from "node:assert/strict";

import { portsOf } from "../../../scripts/review/ports";
import { plan, serving, urn } from "../../support/previewed";

describe("a report's ports", () => {
    it("are compared, of containers and of Swarm services", () => {
        const ports = portsOf(
            plan(
                {
                    type: "container",
                    name: "a",
                    op: "replace",
                    inputs: serving({ ports: [{ internal: 80, external: 81, ip: "127.0.0.1" }] }),
                    old: serving({ ports: [{ internal: 80, external: 80, ip: "127.0.0.1" }] }),
                },
                {
                    type: "service",
                    name: "b",
                    op: "create",
                    inputs: { endpointSpec: { ports: [{ targetPort: 443, publishedPort: 8443 }] } },
                },
            ),
            "tour",
        );
        assert.deepEqual(ports, {
            appear: [
                { service: "a", host: "127.0.0.1:81", port: 80 },
                { service: "b", host: ":8443", port: 443 },
            ],
            vanish: [{ service: "a", host: "127.0.0.1:80", port: 80 }],
        });
    });

    it("are the host's, not those that the container of an engine has inside", () => {
        const publishing = (external: number) => serving({ ports: [{ internal: 80, external, ip: "0.0.0.0" }] });
        const ports = portsOf(
            plan(
                { type: "engine", name: "engine-provider" },
                { type: "container", name: "engine", op: "create", inputs: publishing(81) },
                {
                    type: "container",
                    name: "inside",
                    op: "create",
                    inputs: publishing(82),
                    provider: urn("engine", "engine-provider"),
                },
            ),
            "tour",
        );
        assert.deepEqual(ports, { appear: [{ service: "engine", host: "0.0.0.0:81", port: 80 }], vanish: [] });
    });
});
