import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { TlsAuthority } from "../../components/ca/tls-authority";
import { Component } from "../../components/component";
import { seconds } from "../../components/duration";
import { DockerEngine } from "../../components/engine/docker-engine";
import type { ClientCertificate, EngineAccess, EngineEnvironment } from "../../components/engine/engine-access";
import { RemoteEngine } from "../../components/engine/remote-engine";
import { ImageSet, type PulledImages } from "../../components/image/image-set";
import type { PushEngine } from "../../components/image/pushed-image";
import { SegmentedNetworks } from "../../components/network/segmented-networks";
import { Registry } from "../../components/registry/registry";
import type { VolumePolicy } from "../../components/volume/volume";
import type { PublishedPort } from "../../components/workload/workload";
import { Job } from "../../components/workload/job";
import { JobImages } from "./job-images";
import { PLACEMENT, PUBLISHING, ZONES, innerZones } from "./placement";
import { type PcoccSite, hasRepository, pcoccImages } from "./site";

/** MiB of what runs once in the engine. */
const RUN_MEMORY = 256;

export interface PcoccArgs {
    /** What the site says of the environment. */
    readonly site: PcoccSite;
    /** Images to pull instead of building. */
    readonly pulled: PulledImages;
    /** What becomes of data on destroy. */
    readonly volumes: VolumePolicy;
    /** Address of the engine that it is made on. */
    readonly siteEngine: PushEngine;
    /** Ports that what lives in the allocated engine publishes, passed on from the host. @default - none */
    readonly publish?: readonly PublishedPort[];
}

/** What a user needs to know of the environment that stands. */
export interface PcoccOutputs {
    /** Number of the allocation. */
    readonly jobId: pulumi.Output<number>;
    /** What makes a plain Docker client one of the engine, as `npm run -s engine:env` prints it; `client` is secret. */
    readonly engine: {
        readonly env: pulumi.Output<EngineEnvironment>;
        readonly client?: pulumi.Output<ClientCertificate>;
    };
    /** Where images are kept beyond the engine; the token is secret. */
    readonly repository?: { readonly address: string; readonly user: string; readonly token: pulumi.Output<string> };
    /** The images of the repository by their content, as the engine knows them. */
    readonly images: Record<string, pulumi.Output<string>>;
    /** What everything that ran once printed. */
    readonly runs: Record<string, pulumi.Output<string>>;
}

/** An engine and what users need to know of it. */
interface Reached {
    /** @default - it existed already */
    readonly engine?: DockerEngine;
    readonly outputs: Omit<PcoccOutputs, "jobId">;
}

/** What `pcocc docker` gives in a virtual machine of an allocation: a Docker engine of one's own, and its images. */
export class Pcocc extends Component {
    readonly outputs: PcoccOutputs;
    /** The engine that is allocated; undefined for one that exists already. */
    readonly engine?: DockerEngine;

    constructor(name: string, args: PcoccArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Pcocc", name, opts);
        const { site } = args;
        const jobId =
            site.jobId === undefined
                ? new random.RandomInteger(`${name}-job`, { min: 1_000_000, max: 9_999_999 }, { parent: this }).result
                : pulumi.output(site.jobId);
        const certificateFolder = site.certificateFolder ?? pulumi.interpolate`~/.pcocc/job_${jobId}/vmcerts/client`;
        const { engine, outputs } =
            site.remote === undefined
                ? this.allocate(name, args, certificateFolder)
                : this.reach(`${name}-engine`, site.remote, certificateFolder);
        this.engine = engine;
        this.outputs = { jobId, ...outputs };
        this.registerOutputs(this.outputs);
    }

    /** An engine that exists already: nothing is made in it. */
    private reach(
        name: string,
        { host, ca, cert, key }: NonNullable<PcoccSite["remote"]>,
        certificateFolder: pulumi.Input<string>,
    ): Reached {
        const client =
            ca !== undefined && cert !== undefined && key !== undefined ? pulumi.secret({ ca, cert, key }) : undefined;
        return { outputs: shown(new RemoteEngine(name, { host, client, certificateFolder }, { parent: this })) };
    }

    private allocate(
        name: string,
        { site, pulled, volumes, siteEngine, publish }: PcoccArgs,
        certificateFolder: pulumi.Input<string>,
    ): Reached {
        const parent = { parent: this };
        const images = new ImageSet(`${name}-image`, { images: pcoccImages(site), pulled }, parent);
        const networks = new SegmentedNetworks(
            name,
            { zones: ZONES, placement: PLACEMENT, publishing: PUBLISHING },
            parent,
        );
        const repository = hasRepository(site.images)
            ? new Registry(
                  `${name}-repository`,
                  {
                      image: images.id("registry"),
                      networks,
                      service: "repository",
                      authority: new TlsAuthority(`${name}-authority`, { authorityName: "pcocc repository" }, parent),
                      user: "pcocc",
                      tokenEpoch: site.rotation.repositoryToken,
                      publish: { hostPort: site.repository.port },
                      volumes,
                      runAs: pulled.registry === undefined ? undefined : "0:0",
                  },
                  parent,
              )
            : undefined;
        const login = repository?.credentials && { address: repository.address, ...repository.credentials };
        const engine = new DockerEngine(
            `${name}-engine`,
            {
                image: images.id("docker-engine"),
                networks,
                hostPort: site.port,
                address: site.listen,
                memory: site.memory,
                cores: site.cores,
                daemonConfig: site.daemonConfig,
                registryCertificates: repository && { [repository.address]: repository.ca },
                registryAuth: login && [{ address: login.address, username: login.user, password: login.token }],
                certificateFolder,
                certificateLifetime: site.certificate.lifetime,
                certificateEpoch: site.rotation.certificates,
                publish,
                startTimeout: seconds(site.startTimeout),
                volumes,
            },
            parent,
        );
        if (repository === undefined || login === undefined) {
            return { engine, outputs: shown(engine) };
        }
        const { port: repositoryPort } = site.repository;
        const job = new JobImages(name, { site, engine, repository, repositoryPort, images, siteEngine, parent: this });
        const names = Object.keys(site.images).sort();
        Object.keys(site.exports).forEach((destination) => job.exported(destination));
        const outputs = {
            ...shown(engine),
            repository: login,
            images: Object.fromEntries(
                names.map((image) => [
                    image,
                    pulumi.interpolate`${repository.address}/${image}@${job.imported(image).digest}`,
                ]),
            ),
            runs: this.run(name, site, job, engine),
        };
        return { engine, outputs };
    }

    private run(name: string, { runs }: PcoccSite, job: JobImages, engine: EngineAccess): PcoccOutputs["runs"] {
        const services = Object.keys(runs).sort();
        const inside = { parent: this, ...engine.inside };
        if (services.length === 0) {
            return {};
        }
        const networks = new SegmentedNetworks(`${name}-inner`, innerZones(services), inside);
        return Object.fromEntries(
            services.map((service) => {
                const { image, command } = runs[service]!;
                const { log } = new Job(
                    `${name}-run-${service}`,
                    {
                        service,
                        image: job.present(image).imageId,
                        command,
                        networks,
                        user: "65534:65534",
                        memory: RUN_MEMORY,
                    },
                    inside,
                );
                // It is given no secret that it could print.
                return [service, pulumi.unsecret(log)];
            }),
        );
    }
}

/** What is known of any engine, with or without images. */
function shown({ env, client }: EngineAccess): Reached["outputs"] {
    return { engine: { env, client }, images: {}, runs: {} };
}
