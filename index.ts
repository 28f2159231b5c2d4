import "./stacks/promise-traces";

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Lab } from "./stacks/lab/lab";
import { OpenChami } from "./stacks/openchami/openchami";
import { Pcocc } from "./stacks/pcocc/pcocc";
import { readSite } from "./stacks/read-site";

const site = readSite();
const { host, ca, cert, key } = site.engine;

const engine = new docker.Provider("engine", {
    host,
    caMaterial: ca && pulumi.secret(ca),
    certMaterial: cert && pulumi.secret(cert),
    keyMaterial: key && pulumi.secret(key),
});
const options = { providers: [engine] };
const common = { pulled: site.images.pulled, volumes: site.volumes };

const outputs = {
    lab:
        site.lab && site.environments.includes("lab")
            ? new Lab("lab", { site: site.lab, siteEngine: pulumi.secret(site.engine), ...common }, options).outputs
            : undefined,
    openchami:
        site.openchami && site.environments.includes("openchami")
            ? new OpenChami("openchami", { site: site.openchami, ...common }, options).outputs
            : undefined,
    pcocc:
        site.pcocc && site.environments.includes("pcocc")
            ? new Pcocc("pcocc", { site: site.pcocc, siteEngine: pulumi.secret(site.engine), ...common }, options)
                  .outputs
            : undefined,
};

// Pulumi warns of an output that has no value.
export = Object.fromEntries(Object.entries(outputs).filter(([, output]) => output !== undefined));
