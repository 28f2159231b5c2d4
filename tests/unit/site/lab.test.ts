import { describeFaultCases } from "../../support/site-input";

const saying = (lab: object) => ({ environments: ["lab"], lab });

describeFaultCases("a lab", {
    "without its section": [{ environments: ["lab"] }, "lab: is missing, environment lab needs it"],
    "with a port that is taken twice": [
        saying({ ports: { web: 5000 } }),
        "lab.ports.registry: 5000 is taken by ports.web, choose another",
    ],
    "on a swarm, which would open the hub to everyone": [
        { ...saying({ listen: "0.0.0.0" }), mode: "swarm" },
        "lab.ports.hub: 5001 cannot be published on 127.0.0.1 alone, mode swarm publishes on all addresses: " +
            "listen on 0.0.0.0, or choose mode standalone",
    ],
    "with a path that no registry has": [
        saying({ repository: "Group/Name" }),
        'lab.repository: must be lower-case names joined by slashes such as group/project/name, got "Group/Name"',
    ],
    "with a registry's URL for its address": [
        saying({ pushTo: { address: "https://gitlab.example", user: "me", token: "t" } }),
        'lab.pushTo.address: must be a registry\'s host or host:port in lower case, got "https://gitlab.example"',
    ],
    "with a registry but no token": [
        saying({ pushTo: { address: "gitlab.example", user: "me" } }),
        "lab.pushTo.token: is missing, must be a text",
    ],
    "with a token that is none": [
        saying({ pushTo: { address: "gitlab.example", user: "me", token: 1234 } }),
        "lab.pushTo.token: must be a text, got a value that may be secret",
    ],
    "with too little memory": [
        saying({ memory: 64 }),
        "lab.memory: must be a whole number of MiB, at least 256, got 64",
    ],
    "with a user that would end the htpasswd line": [
        saying({ user: "a:b" }),
        'lab.user: must be up to 64 letters, digits, dots and dashes, got "a:b"',
    ],
});
