import assert from "node:assert/strict";

import { type FaultCases, describeFaultCases, faultsOf, saying } from "../../support/site-input";

const publishing = { services: { smd: { publish: 1234 } } };

const CASES: FaultCases = {
    "an environment without its section": [
        { environments: ["openchami"] },
        "openchami: is missing, environment openchami needs it",
    ],
    "one port for http and https": [
        saying({ ports: { https: 8443, http: 8443 } }),
        "openchami.ports.http: 8443 is taken by ports.https, choose another",
    ],
    "https by default on the port for http": [
        saying({ ports: { http: 8443 } }),
        "openchami.ports.http: 8443 is taken by ports.https, choose another",
    ],
    "a service on the gateway's port": [
        saying({
            zones: { own: { internal: false, members: ["smd"] } },
            services: { smd: { zones: ["own"], publish: 8443 } },
        }),
        "openchami.services.smd.publish: 8443 is taken by ports.https, choose another",
    ],
    "a gateway on one address of a swarm, which publishes on all": [
        { ...saying({ listen: "192.0.2.10", ports: { http: 8080 } }), mode: "swarm" },
        "openchami.ports.http: 8080 cannot be published on 192.0.2.10 alone, mode swarm publishes on all addresses: " +
            "listen on 0.0.0.0, or choose mode standalone",
        "openchami.ports.https: 8443 cannot be published on 192.0.2.10 alone, mode swarm publishes on all addresses: " +
            "listen on 0.0.0.0, or choose mode standalone",
    ],
    "bounds of certificates that cross": [
        { ...saying({}), policies: { "certificate-bounds": { shortest: "2h", longest: "90m" } } },
        "policies.certificate-bounds.shortest: 2h is longer than longest, 90m: give a shorter one",
    ],
    "a certificate that expires before it is renewed": [
        saying({ certificate: { lifetime: "1h", renewPeriod: "60m" } }),
        'openchami.certificate.renewPeriod: must be shorter than certificate.lifetime, which is 1h, got "60m"',
    ],
    "a zone that does not exist": [
        saying({ services: { bss: { zones: ["intern"] } } }),
        'openchami.services.bss.zones: zone "intern" does not exist, choose among: ' +
            "cert-internal, external, hydra-only, internal",
    ],
    "a workload in a zone that it may not join": [
        saying({ services: { bss: { zones: ["hydra-only"] } } }),
        'openchami.services.bss.zones: bss may not join zone "hydra-only", its members are: ' +
            "hydra, hydra-client, hydra-migrate, opaal, postgres",
    ],
    "a port published from an internal zone": [
        saying(publishing),
        "openchami.services.smd.publish: smd publishes a port, but is in internal zones only: internal; publish " +
            "none, or let it join a zone that is not internal and has it as a member",
    ],
    "a port published from an internal zone, with a better one at hand": [
        saying({ ...publishing, zones: { own: { internal: false, members: ["smd"] } } }),
        "openchami.services.smd.publish: smd publishes a port, but is in internal zones only: internal; publish " +
            "none, or let it join a zone that is not internal: own",
    ],
    "other members for a zone of the docker tour": [
        saying({ zones: { "hydra-only": { members: ["smd"] } } }),
        "openchami.zones.hydra-only: is a zone of the docker tour, whose members are fixed; a site may set its subnet only",
    ],
    "a zone of the docker tour opened": [
        saying({ zones: { internal: { internal: false } } }),
        "openchami.zones.internal: is a zone of the docker tour, whose members are fixed; a site may set its subnet only",
    ],
    "two zones with one range": [
        saying({ zones: { own: { subnet: "10.0.0.0/24" }, internal: { subnet: "10.0.0.0/16" } } }),
        "openchami.zones.own.subnet: 10.0.0.0/24 overlaps with 10.0.0.0/16 of zone internal, choose another",
    ],
    "two services with one route": [
        saying({ services: { smd: { routes: ["/boot/v1", "/token"] } } }),
        'openchami.services.bss.routes: route "/boot/v1" is claimed by smd too, give it to one of them',
        'openchami.services.smd.routes: route "/token" is claimed by opaal too, give it to one of them',
    ],
};

describeFaultCases("a site that has", CASES);

describe("a site with faults of every kind", () => {
    it("hears of all of them at once", () => {
        const config = {
            enviroments: ["openchami"],
            environments: ["openchami"],
            volumes: true,
            openchami: {
                ports: { https: 8443, http: 8443, ftp: 21 },
                certificate: { lifetime: "5m", renewPeriod: "5m", days: 90 },
                zones: { own: { internal: false, members: ["bss", 7] } },
                services: { bss: { zones: ["own", "cellar"], publish: 8443, port: 1 }, smd: { routes: ["/keys", 0] } },
            },
        };
        assert.deepEqual(
            faultsOf(config).map((line) => line.slice(0, line.indexOf(": "))),
            [
                "enviroments",
                "openchami.certificate.days",
                "openchami.certificate.renewPeriod",
                "openchami.domain",
                "openchami.ports.ftp",
                "openchami.ports.http",
                "openchami.services.bss.port",
                "openchami.services.bss.publish",
                "openchami.services.bss.zones",
                "openchami.services.smd.routes",
                "openchami.services.smd.routes[1]",
                "openchami.zones.own.members[1]",
                "volumes",
            ],
        );
    });
});
