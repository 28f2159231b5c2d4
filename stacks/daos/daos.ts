import * as pulumi from "@pulumi/pulumi";

import { Component } from "../../components/component";
import { DaosAgent } from "../../components/daos/daos-agent";
import type { FabricInterface } from "../../components/daos/agent-config";
import { type CommandResult, DaosClient } from "../../components/daos/daos-client";
import { BuiltImage } from "../../components/image/built-image";
import { HostNetwork } from "../../components/network/host-network";
import { certificateArchive } from "./certificates";
import type { DaosSite } from "./site";

export interface DaosArgs {
    /** What the site says of the environment. */
    readonly site: DaosSite;
}

/** What a user needs to know of the environment that stands. */
export interface DaosOutputs {
    /** Service in whose container commands are run, and user and group that they are run as, `uid:gid`. */
    readonly client: { readonly service: string; readonly user: string };
    /** How the site's command ended, undefined where it has none. */
    readonly command: CommandResult | undefined;
}

/** DAOS in Docker: an agent, and a client beside it, of a DAOS system that runs elsewhere. */
export class Daos extends Component {
    readonly outputs: DaosOutputs;

    constructor(name: string, { site }: DaosArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Daos", name, opts);
        const parent = { parent: this };
        const networks = new HostNetwork();
        const { accessPoints, port, auth, client, command } = site;
        const archive = certificateArchive(site);
        const fabric = fabricInterface(site.interface);
        if (fabric === undefined) {
            void pulumi.log.warn(
                "interface.configure is off: on most systems the agent then takes docker0 for the way to the storage; " +
                    "set it, with numaNode, name and domain of the right interface",
                this,
            );
        }

        const agentImage = new BuiltImage(`${name}-agent-image`, daosImage(site, "daos_agent"), parent);
        const clientImage = new BuiltImage(
            `${name}-client-image`,
            daosImage(site, "daos_client"),
            // Not at the same time: both begin with the same steps, which the second finds done.
            { ...parent, dependsOn: agentImage },
        );
        const agent = new DaosAgent(
            `${name}-agent`,
            {
                image: agentImage.imageId,
                networks,
                accessPoints: [...new Set(accessPoints)].sort(),
                port,
                auth,
                interface: fabric,
                certificates: archive && pulumi.secret(archive.toString("base64")),
            },
            parent,
        );
        const { service, result } = new DaosClient(
            `${name}-client`,
            { image: clientImage.imageId, networks, agent, uid: client.uid, gid: client.gid, command },
            parent,
        );
        this.outputs = { client: { service, user: `${client.uid}:${client.gid}` }, command: result };
        this.registerOutputs(this.outputs);
    }
}

/** What one of the two images is built from. */
function daosImage(site: DaosSite, target: "daos_agent" | "daos_client") {
    const { client, baseImage } = site;
    return {
        context: "images/daos",
        target,
        tag: site.imageTag,
        buildArgs: {
            RHEL_BASE_IMAGE_NAME: baseImage.name,
            RHEL_BASE_IMAGE_TAG: baseImage.tag,
            DAOS_CLIENT_UNAME: client.user,
            DAOS_CLIENT_UID: String(client.uid),
            DAOS_CLIENT_GNAME: client.group,
            DAOS_CLIENT_GID: String(client.gid),
            BUST_CACHE: site.bustCache,
            DAOS_REPOS: sorted(site.repos),
            DAOS_GPG_KEYS: sorted(site.gpgKeys),
            DAOS_REPOS_NOAUTH: sorted(site.reposWithoutAuth),
            DAOS_VERSION: site.version,
        },
    };
}

/** In one order, because that of the site file means nothing. */
function sorted(items: readonly string[]): string {
    return [...new Set(items)].sort().join(" ");
}

function fabricInterface({ configure, numaNode, name, domain }: DaosSite["interface"]): FabricInterface | undefined {
    return configure && numaNode !== undefined && name !== undefined && domain !== undefined
        ? { numaNode, name, domain }
        : undefined;
}
