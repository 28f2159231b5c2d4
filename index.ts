import "./stacks/promise-traces";

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Daos } from "./stacks/daos/daos";
import type { EnvironmentName } from "./stacks/environments";
import { Lab } from "./stacks/lab/lab";
import { OpenChami } from "./stacks/openchami/openchami";
import { Pcocc } from "./stacks/pcocc/pcocc";
import { readSite } from "./stacks/read-site";
import { Storlets } from "./stacks/storlets/storlets";

const site = readSite();
const { host, ca, cert, key } = site.engine;

const engine = new docker.Provider("engine", {
    host,
    caMaterial: ca && pulumi.secret(ca),
    certMaterial: cert && pulumi.secret(cert),
    keyMaterial: key && pulumi.secret(key),
});
/** The same engine for the resources that ask it themselves. */
const siteEngine = {
    host,
    ca: ca && pulumi.secret(ca),
    cert: cert && pulumi.secret(cert),
    key: key && pulumi.secret(key),
};
const options = { providers: [engine] };
const common = { pulled: site.images.pulled, volumes: site.volumes };

const runs = (name: EnvironmentName): boolean => site.environments.includes(name);

/** What users need to know of each environment that the site runs, by its name. */
const outputs = {
    ...(site.daos && runs("daos") && { daos: new Daos("daos", { site: site.daos, mode: site.mode }, options).outputs }),
    ...(site.lab &&
        runs("lab") && {
            lab: new Lab("lab", { site: site.lab, siteEngine, ...common }, options).outputs,
        }),
    ...(site.openchami &&
        runs("openchami") && {
            openchami: new OpenChami("openchami", { site: site.openchami, mode: site.mode, ...common }, options)
                .outputs,
        }),
    ...(site.pcocc &&
        runs("pcocc") && {
            pcocc: new Pcocc("pcocc", { site: site.pcocc, siteEngine, ...common }, options).outputs,
        }),
    ...(site.storlets &&
        runs("storlets") && {
            storlets: new Storlets("storlets", { site: site.storlets, siteEngine, ...common }, options).outputs,
        }),
};
export = outputs;
