import assert from "node:assert/strict";

import { containersOf, noProject } from "../../../scripts/import/project";

function inspected(name: string, labels: Record<string, string>, rest: object = {}): object {
    return {
        Name: `/${name}`,
        State: { Running: true },
        Config: { Env: ["PATH=/bin", "DSN=postgres://u:p@h/d?a=b", "EMPTY="], Labels: labels },
        HostConfig: {
            PortBindings: { "443/tcp": [{ HostIp: "", HostPort: "8443" }], "80/tcp": null },
        },
        Mounts: [{ Destination: "/root_ca/" }, { Destination: "/" }],
        ...rest,
    };
}

describe("the containers of a compose project", () => {
    it("are read with their service, environment, mounts and ports", () => {
        assert.deepEqual(containersOf([inspected("q-hydra-1", { "com.docker.compose.service": "hydra" })]), [
            {
                name: "q-hydra-1",
                service: "hydra",
                running: true,
                environment: { PATH: "/bin", DSN: "postgres://u:p@h/d?a=b", EMPTY: "" },
                mounts: ["/root_ca", "/"],
                ports: { "443/tcp": { address: "", port: 8443 } },
            },
        ]);
    });

    it("are those of services, not of single commands", () => {
        const oneoff = { "com.docker.compose.service": "hydra", "com.docker.compose.oneoff": "True" };
        assert.deepEqual(containersOf([inspected("q-hydra-run-1", oneoff)]), []);
    });

    it("may have neither environment nor ports", () => {
        const bare = { Config: {}, HostConfig: {}, Mounts: [] };
        const [found] = containersOf([inspected("q-x-1", {}, bare)]);
        assert.deepEqual([found?.environment, found?.ports, found?.service], [{}, {}, ""]);
    });
});

describe("a compose project that does not exist", () => {
    it("is answered by those that do, each once", () => {
        assert.match(noProject("quick", ["b", "a", "b"]), /no compose project "quick".*give one of a, b as --project$/);
    });

    it("is answered by where to look where there is none", () => {
        assert.match(noProject("quick", []), /nor any other: `docker compose ls --all`/);
    });
});
