import "./stacks/promise-traces";

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { Daos } from "./stacks/daos/daos";
import type { EnvironmentName } from "./stacks/environments";
import { OpenChami } from "./stacks/openchami/openchami";
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
    ...(site.daos && runs("daos") && { daos: new Daos("daos", { site: site.daos }, options).outputs }),
    ...(site.openchami &&
        runs("openchami") && {
            openchami: new OpenChami("openchami", { site: site.openchami, ...common }, options).outputs,
        }),
    ...(site.storlets &&
        runs("storlets") && {
            storlets: new Storlets("storlets", { site: site.storlets, siteEngine, ...common }, options).outputs,
        }),
};
export = outputs;
