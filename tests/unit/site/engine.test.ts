import assert from "node:assert/strict";

import { parseSite } from "../../../stacks/site";
import { portsInside } from "../../../stacks/site-engine";
import { LEAST, describeFaultCases } from "../../support/site-input";

const INSIDE = { ...LEAST, environments: ["pcocc", "openchami"], pcocc: {}, engine: { environment: "pcocc" } };
const MATERIAL = { ca: "a", cert: "b", key: "c" };
const BESIDE = "cannot be given beside engine.environment, whose engine it would not be";

describeFaultCases("a site that says of its engine", {
    "an environment that it does not run": [
        { ...LEAST, engine: { environment: "pcocc" } },
        "engine.environment: pcocc is none of the site's environments: add it there, or give an engine as engine.host",
    ],
    "an environment that allocates none": [
        { ...INSIDE, engine: { environment: "openchami" } },
        'engine.environment: must be one of: pcocc, got "openchami"',
    ],
    "an environment whose engine exists already": [
        { ...INSIDE, pcocc: { remote: { host: "tcp://node1:2376", ...MATERIAL } } },
        "engine.environment: pcocc.remote is an engine that exists already: give it as engine.host, with ca, cert and key",
    ],
    "an environment, in mode swarm": [
        {
            ...INSIDE,
            mode: "swarm",
            pcocc: { listen: "0.0.0.0" },
            openchami: { ...LEAST.openchami, listen: "0.0.0.0" },
        },
        "engine.environment: the engine that pcocc allocates is in no swarm: choose mode standalone",
    ],
    "an environment and an address": [
        { ...INSIDE, engine: { environment: "pcocc", host: "tcp://node1:2376", ...MATERIAL } },
        `engine.ca: ${BESIDE}`,
        `engine.cert: ${BESIDE}`,
        `engine.host: ${BESIDE}`,
        `engine.key: ${BESIDE}`,
    ],
    "an environment, and publishes the port of an engine in its container": [
        { ...INSIDE, openchami: { ...LEAST.openchami, ports: { https: 2376 } } },
        "openchami.ports.https: 2376 is the engine's own inside its container, choose another",
    ],
    "certificates without a key": [
        { ...LEAST, engine: { host: "tcp://node1:2376", ca: "a", cert: "b" } },
        "engine.key: is missing, ca, cert and key go together",
    ],
    "certificates for a socket": [
        { ...LEAST, engine: { host: "unix:///run/docker.sock", ...MATERIAL } },
        ...["ca", "cert", "key"].map(
            (part) => `engine.${part}: is for a tcp:// host, give one as engine.host, or leave it out`,
        ),
    ],
});

describe("a site whose environments live in its own engine", () => {
    it("passes on what they publish, and not what stands beside the engine", () => {
        const verdict = parseSite({ ...INSIDE, openchami: { ...LEAST.openchami, listen: "192.0.2.1" } });
        assert.ok("site" in verdict);
        assert.deepEqual(portsInside(verdict.site), [{ port: 8443, hostPort: 8443, address: "192.0.2.1" }]);
    });

    it("passes on nothing when they live beside it", () => {
        const verdict = parseSite({ ...INSIDE, engine: {} });
        assert.ok("site" in verdict);
        assert.deepEqual(portsInside(verdict.site), []);
    });
});
