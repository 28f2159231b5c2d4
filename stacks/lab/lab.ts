import * as pulumi from "@pulumi/pulumi";

import { TlsAuthority } from "../../components/ca/tls-authority";
import { Component } from "../../components/component";
import { MongoPerso } from "../../components/database/mongo-perso";
import { DockerEngine } from "../../components/engine/docker-engine";
import { type ClientCertificate, type EngineEnvironment, addressOf } from "../../components/engine/engine-access";
import { ImageSet, type PulledImages } from "../../components/image/image-set";
import { PulledImage } from "../../components/image/pulled-image";
import { type PushEngine, PushedImage } from "../../components/image/pushed-image";
import { SegmentedNetworks } from "../../components/network/segmented-networks";
import { Registry, type RegistryArgs } from "../../components/registry/registry";
import type { VolumePolicy } from "../../components/volume/volume";
import { WebServer } from "../../components/web/web-server";
import { INNER_PLACEMENT, INNER_ZONES, PLACEMENT, PUBLISHING, ZONES } from "./placement";
import { HUB_ADDRESS, LAB_IMAGES, type LabSite } from "./site";

/** What Docker Hub calls the image that the web server starts from. */
const PYTHON = { path: "library/python", name: "python", tag: "3" } as const;
const WEB_PORT = 8080;

export interface LabArgs {
    /** What the site says of the environment. */
    readonly site: LabSite;
    /** Images to pull instead of building. */
    readonly pulled: PulledImages;
    /** What becomes of data on destroy. */
    readonly volumes: VolumePolicy;
    /** Address of the site's engine. @default - as the Docker client's environment says */
    readonly siteEngine: PushEngine;
}

/** A registry to push to. */
export interface PushTo {
    /** `host` or `host:port`, as the lab's engine knows it. */
    readonly address: string;
    readonly user: string;
    /** Secret. */
    readonly token: pulumi.Output<string>;
    /** Its root certificate. @default - a public authority's */
    readonly ca?: pulumi.Input<string>;
}

/** What a user needs to know of the lab that stands. */
export interface LabOutputs {
    /** URL of the web server. */
    readonly web: pulumi.Output<string>;
    /** The image in the registry, by its digest. */
    readonly image: pulumi.Output<string>;
    /** Where images are pushed to and with what; the token is secret. */
    readonly registry: PushTo;
    /** What makes a plain Docker client one of the lab's engine; its certificate is secret. */
    readonly engine: {
        readonly env: pulumi.Output<EngineEnvironment>;
        readonly client: pulumi.Output<ClientCertificate>;
    };
    /** Where the documents are, and what serves them. */
    readonly mongo: { readonly uri: pulumi.Output<string>; readonly server: string };
    /** Who can reach whom on the site's engine, as declared. */
    readonly reachability: Record<string, string[]>;
}

/**
 * The Docker lab: an engine whose pulls go through a mirror, a registry to push to, a web server whose image takes that
 * way, and mongo-perso.
 */
export class Lab extends Component {
    readonly outputs: LabOutputs;

    constructor(name: string, { site, pulled, volumes, siteEngine }: LabArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Lab", name, opts);
        const parent = { parent: this };
        const { listen: address, ports } = site;
        const images = new ImageSet(`${name}-image`, { images: LAB_IMAGES, pulled }, parent);
        const networks = new SegmentedNetworks(
            name,
            { zones: ZONES, placement: PLACEMENT, publishing: PUBLISHING },
            parent,
        );
        const authority = new TlsAuthority(name, { authorityName: "Docker lab root CA" }, parent);
        const registryImage = {
            image: images.id("registry"),
            networks,
            authority,
            volumes,
            runAs: pulled.registry === undefined ? undefined : "0:0",
        };

        const hub = new Registry(
            `${name}-hub`,
            { ...registryImage, service: "hub", publish: { hostPort: ports.hub, address: HUB_ADDRESS } },
            parent,
        );
        const python = new PushedImage(
            `${name}-hub-${PYTHON.name}`,
            {
                image: { imageId: images.id("python") },
                registry: { address: `${HUB_ADDRESS}:${ports.hub}` },
                repository: PYTHON.path,
                tag: PYTHON.tag,
                engine: siteEngine,
            },
            { ...parent, dependsOn: hub.workload },
        );
        const mirror = new Registry(
            `${name}-mirror`,
            { ...registryImage, service: "mirror", mirrors: { url: hub.url, ca: hub.ca } },
            { ...parent, dependsOn: hub.workload },
        );
        const { target, ready } = pushTarget(name, site, registryImage, parent);

        const engine = new DockerEngine(
            `${name}-engine`,
            {
                image: images.id("docker-engine"),
                networks,
                hostPort: ports.engine,
                address,
                memory: site.memory,
                daemonConfig: { "registry-mirrors": [mirror.url] },
                registryCertificates: {
                    [mirror.address]: mirror.ca,
                    ...(target.ca === undefined ? {} : { [target.address]: target.ca }),
                },
                registryAuth: [{ address: target.address, username: target.user, password: target.token }],
                publish: [{ port: WEB_PORT, hostPort: ports.web, address }],
                volumes,
            },
            { ...parent, dependsOn: [mirror.workload, ...ready] },
        );
        const inside = { ...parent, ...engine.inside };
        const base = new PulledImage(
            `${name}-${PYTHON.name}`,
            { reference: `${PYTHON.name}:${PYTHON.tag}`, digest: python.digest },
            inside,
        );
        const webServer = new PushedImage(
            `${name}-webserver`,
            {
                image: { context: site.webserver, base },
                registry: { address: target.address, credentials: target },
                repository: site.repository,
                engine: addressOf(engine),
            },
            inside,
        );
        const pulledBack = new PulledImage(`${name}-webserver-pulled`, { reference: webServer.reference }, inside);
        const innerNetworks = new SegmentedNetworks(
            `${name}-inner`,
            { zones: INNER_ZONES, placement: INNER_PLACEMENT, publishing: ["webserver"] },
            inside,
        );
        new WebServer(
            name,
            {
                image: pulledBack.imageId,
                networks: innerNetworks,
                publish: { hostPort: WEB_PORT, address: "0.0.0.0" },
            },
            inside,
        );

        const mongo = new MongoPerso(
            name,
            { base: images.image("mongo"), networks, publish: { hostPort: ports.mongo, address }, volumes },
            parent,
        );

        this.outputs = {
            web: pulumi.output(`http://${address}:${ports.web}`),
            image: webServer.reference,
            registry: target,
            engine: { env: engine.env, client: engine.client },
            mongo: {
                uri: mongo.uri,
                server: pulled.mongo === undefined ? "FerretDB 1.24 on SQLite, in place of MongoDB" : pulled.mongo,
            },
            reachability: networks.reachability,
        };
        this.registerOutputs(this.outputs);
    }
}

/** The registry that the site names, else one of the lab's own, and what must be there before it is pushed to. */
function pushTarget(
    name: string,
    { pushTo, user, rotation, listen: address, ports }: LabSite,
    common: RegistryArgs,
    opts: pulumi.ComponentResourceOptions,
): { target: PushTo; ready: pulumi.Resource[] } {
    if (pushTo !== undefined) {
        return { target: { ...pushTo, token: pulumi.secret(pushTo.token) }, ready: [] };
    }
    const publish = { hostPort: ports.registry, address };
    const registry = new Registry(`${name}-registry`, { ...common, user, tokenEpoch: rotation.token, publish }, opts);
    const { token } = registry.credentials!;
    return { target: { address: registry.address, user, token, ca: registry.ca }, ready: [registry.workload] };
}
