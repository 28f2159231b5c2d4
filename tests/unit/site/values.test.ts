import { environmentNames } from "../../../stacks/environments";
import { type FaultCases, KNOWN, LEAST, describeFaultCases, saying } from "../../support/site-input";

const SERVICES = "bss, cert-sidecar, haproxy, hydra, opaal, postgres, smd, step-ca";
const A_PORT = "must be a port, a whole number from 1 to 65535";
const A_TIME = "must be a length of time such as 90s, 5m or 1h30m";
const AN_EPOCH = "must be a whole number, one more than before to rotate";

const CASES: FaultCases = {
    "nothing at all": [{}, "environments: is missing, must be a list"],
    "a list": [[], ": must be a map, got an empty list"],
    "a misspelt key": [{ ...LEAST, volume: "delete" }, 'volume: unknown key, did you mean "volumes"?'],
    "a key that is like no other": [{ ...LEAST, colour: "red" }, `colour: unknown key, known are: ${KNOWN}`],
    "a misspelt key deep inside": [
        saying({ services: { smd: { route: ["/hsm/v2"] } } }),
        'openchami.services.smd.route: unknown key, did you mean "routes"?',
    ],
    "a rule of the house that does not exist": [
        { ...LEAST, policies: { limit: "advisory" } },
        'policies.limit: unknown key, did you mean "limits"?',
    ],
    "a level that does not exist": [
        { ...LEAST, policies: { limits: "warn" } },
        'policies.limits: must be one of: mandatory, advisory, disabled, got "warn"',
    ],
    "a bound of no length": [
        { ...LEAST, policies: { "certificate-bounds": { shortest: "0s" } } },
        'policies.certificate-bounds.shortest: must be longer than nothing, got "0s"',
    ],
    "a misspelt service": [
        saying({ services: { ssmd: {} } }),
        'openchami.services.ssmd: unknown key, did you mean "smd"?',
    ],
    "no environment": [
        { ...LEAST, environments: [] },
        "environments: must name at least one environment, got an empty list",
    ],
    "an environment that does not exist": [
        { ...LEAST, environments: ["nowhere"] },
        `environments[0]: must be one of: ${environmentNames.join(", ")}, got "nowhere"`,
    ],
    "a section without its domain": [
        { ...LEAST, openchami: {} },
        "openchami.domain: is missing, must be a DNS name in lower case such as demo.openchami.cluster",
    ],
    "a domain in capitals": [
        saying({ domain: "Demo.Example.com" }),
        'openchami.domain: must be a DNS name in lower case such as demo.openchami.cluster, got "Demo.Example.com"',
    ],
    "a port out of range": [
        saying({ ports: { https: 65536, http: 0 } }),
        `openchami.ports.http: ${A_PORT}, got 0`,
        `openchami.ports.https: ${A_PORT}, got 65536`,
    ],
    "a port as text": [saying({ ports: { https: "8443" } }), `openchami.ports.https: ${A_PORT}, got "8443"`],
    "half a port": [saying({ ports: { https: 1.5 } }), `openchami.ports.https: ${A_PORT}, got 1.5`],
    "a lifetime shorter than ACME allows": [
        saying({ certificate: { lifetime: "4m59s" } }),
        'openchami.certificate.lifetime: must be at least 5m, the shortest that ACME allows here, got "4m59s"',
    ],
    "a lifetime as a number": [
        saying({ certificate: { lifetime: 300 } }),
        `openchami.certificate.lifetime: ${A_TIME}, got 300`,
    ],
    "a lifetime of another notation": [
        saying({ certificate: { lifetime: "1d" }, tokenLifetime: "1 hour" }),
        `openchami.certificate.lifetime: ${A_TIME}, got "1d"`,
        `openchami.tokenLifetime: ${A_TIME}, got "1 hour"`,
    ],
    "a renewal all the time": [
        saying({ certificate: { renewPeriod: "9s" } }),
        'openchami.certificate.renewPeriod: must be at least 10s, got "9s"',
    ],
    "a token that is valid for no time": [
        saying({ tokenLifetime: "0s" }),
        'openchami.tokenLifetime: must be at least 1s, got "0s"',
    ],
    "an authority without a name": [
        saying({ authority: "" }),
        'openchami.authority: must be 1 to 64 characters on one line, got ""',
    ],
    "an address that is a name": [
        saying({ listen: "localhost" }),
        'openchami.listen: must be an IPv4 address of the host, got "localhost"',
    ],
    "a log level of another program": [
        saying({ logLevel: "warn" }),
        'openchami.logLevel: must be one of: error, warning, info, debug, got "warn"',
    ],
    "an epoch in the past, and one as text": [
        saying({ rotation: { databasePasswords: -1, clientSecrets: "2" } }),
        `openchami.rotation.clientSecrets: ${AN_EPOCH}, got "2"`,
        `openchami.rotation.databasePasswords: ${AN_EPOCH}, got -1`,
    ],
    "a port of a service that has none to publish": [
        saying({ services: { hydra: { publish: 4445 } } }),
        "openchami.services.hydra.publish: unknown key, known are: zones",
    ],
    "a zone with a name that is none": [
        saying({ zones: { Own_Zone: {} } }),
        'openchami.zones.Own_Zone: must be up to 31 lower-case letters, digits and dashes, a letter first, got "Own_Zone"',
    ],
    "a zone for somebody unknown": [
        saying({ zones: { own: { members: ["smdd"] } } }),
        `openchami.zones.own.members[0]: must be one of: ${SERVICES}, got "smdd"`,
    ],
    "a zone with a range that is none": [
        saying({ zones: { own: { subnet: "10.0.0.1/33" }, other: { subnet: "10.0.0.1/24" } } }),
        "openchami.zones.other.subnet: 10.0.0.1/24 is no range, write 10.0.0.0/24",
        'openchami.zones.own.subnet: must be an IPv4 range such as 10.89.4.0/24, got "10.0.0.1/33"',
    ],
    "a route that is no path": [
        saying({ services: { smd: { routes: ["hsm/v2"] } } }),
        'openchami.services.smd.routes[0]: must be a path prefix such as /hsm/v2, got "hsm/v2"',
    ],
    "no route": [
        saying({ services: { smd: { routes: [] } } }),
        "openchami.services.smd.routes: must have at least one path prefix, got an empty list",
    ],
    "an image that is no reference, and one that does not exist": [
        { ...LEAST, images: { pulled: { smd: "smd latest", smdd: "smd:1" } } },
        'images.pulled.smd: must be an image reference such as name:tag@sha256:…, got "smd latest"',
        'images.pulled.smdd: unknown key, did you mean "smd"?',
    ],
    "an engine without a scheme": [
        { ...LEAST, engine: { host: "localhost:2375" } },
        'engine.host: must be unix:///path, tcp://host:port or ssh://user@host, got "localhost:2375"',
    ],
    "an engine on a port out of range": [
        { ...LEAST, engine: { host: "tcp://localhost:65536" } },
        'engine.host: must have a port from 1 to 65535, got "tcp://localhost:65536"',
    ],
    "something that is not a map where there must be one": [
        saying({ ports: 8443, zones: [], services: null, certificate: "24h" }),
        'openchami.certificate: must be a map, got "24h"',
        "openchami.ports: must be a map, got 8443",
        "openchami.services: must be a map, got null",
        "openchami.zones: must be a map, got an empty list",
    ],
};

describeFaultCases("a site that says", CASES);
