import "./stacks/promise-traces";
import "./stacks/reader-gone";

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { addressOf } from "./components/engine/engine-access";
import { environmentInside } from "./components/engine/inside";
import type { PushEngine } from "./components/image/pushed-image";
import { Daos } from "./stacks/daos/daos";
import type { EnvironmentName } from "./stacks/environments";
import { Lab } from "./stacks/lab/lab";
import { OpenChami } from "./stacks/openchami/openchami";
import { Pcocc } from "./stacks/pcocc/pcocc";
import { readSite } from "./stacks/read-site";
import { portsInside } from "./stacks/site-engine";
import { Storlets } from "./stacks/storlets/storlets";

const site = readSite();
const { host, ca, cert, key } = site.engine;
const { mode } = site;
const common = { pulled: site.images.pulled, volumes: site.volumes };

const engine = new docker.Provider("engine", {
    host,
    caMaterial: ca && pulumi.secret(ca),
    certMaterial: cert && pulumi.secret(cert),
    keyMaterial: key && pulumi.secret(key),
});

/** What an environment is made on. */
interface Place {
    readonly options: pulumi.ComponentResourceOptions;
    /** The engine for the resources that ask it themselves. */
    readonly siteEngine: PushEngine;
}

const given: Place = {
    options: { providers: [engine] },
    siteEngine: {
        host,
        ca: ca && pulumi.secret(ca),
        cert: cert && pulumi.secret(cert),
        key: key && pulumi.secret(key),
    },
};

const runs = (name: EnvironmentName): boolean => site.environments.includes(name);

const pcocc =
    site.pcocc && runs("pcocc")
        ? new Pcocc(
              "pcocc",
              { site: site.pcocc, siteEngine: given.siteEngine, publish: portsInside(site), ...common },
              given.options,
          )
        : undefined;
const allocated = site.engine.environment && pcocc?.engine;
const { options, siteEngine }: Place = allocated
    ? { options: environmentInside(allocated), siteEngine: addressOf(allocated) }
    : given;

/** What users need to know of each environment that the site runs, by its name. */
const outputs = {
    ...(site.daos && runs("daos") && { daos: new Daos("daos", { site: site.daos, mode }, options).outputs }),
    ...(site.lab && runs("lab") && { lab: new Lab("lab", { site: site.lab, siteEngine, ...common }, options).outputs }),
    ...(site.openchami &&
        runs("openchami") && {
            openchami: new OpenChami("openchami", { site: site.openchami, mode, ...common }, options).outputs,
        }),
    ...(pcocc && { pcocc: pcocc.outputs }),
    ...(site.storlets &&
        runs("storlets") && {
            storlets: new Storlets(
                "storlets",
                { site: site.storlets, siteEngine, ...common },
                // What is uploaded to a Swift of others is not gone with an engine of ours.
                site.storlets.swift ? { ...options, deletedWith: undefined } : options,
            ).outputs,
        }),
};
export = outputs;
