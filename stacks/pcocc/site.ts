import { z } from "zod";

import { type ImageName, imageNames } from "../../images/catalogue";
import type { EnvironmentSite, PublishedPort } from "../environments";
import { duration, engineHost, matching, port, whole } from "../formats";
import { IN_WORDS, type SiteFault } from "../site-faults";
import { imageFaults, imagesShape } from "./images-site";

const epoch = whole(0, Number.MAX_SAFE_INTEGER, "must be a whole number, one more than before to rotate");

/** What a site says of its pcocc environment: `hpc-stacks:pcocc`. */
export const pcoccSchema = z.strictObject({
    /** Number of the allocation; made by the first update unless given. */
    jobId: whole(1, 0xffff_ffff, "must be the number of a job, a whole number from 1").optional(),
    /** An engine that exists already, instead of one that is allocated. */
    remote: z
        .strictObject({
            host: engineHost.refine((host) => !host.startsWith("unix:"), {
                error: "must be tcp://host:port or ssh://user@host",
            }),
            /** PEM text of the certificate authority, certificate and key for a `tcp://` host. */
            ca: z.string().optional(),
            cert: z.string().optional(),
            key: z.string().optional(),
        })
        .optional(),
    /** Cores that the engine and all that runs in it may use, `-c` of the batch options. */
    cores: z
        .number({ error: "must be a number of cores" })
        .min(0.1, { error: "must be at least 0.1 cores" })
        .max(4096, { error: "must be at most 4096 cores" })
        .optional(),
    /** MiB that the engine and all that runs in it may use. */
    memory: whole(256, 16_777_216, "must be a whole number of MiB, at least 256").default(2048),
    /** Address of the host that the engine listens on. */
    listen: z.ipv4({ error: "must be an IPv4 address of the host" }).default("127.0.0.1"),
    /** Port of the host that the engine listens on. */
    port: port.default(60222),
    /** Folder where a user keeps the client's certificate. */
    certificateFolder: matching(/^~?\/\P{Cc}{0,4000}$/u, "must be a folder that begins with / or ~/").optional(),
    certificate: z
        .strictObject({
            /** How long the certificates of engine and client are valid. */
            lifetime: duration(3600, "must be at least 1h").default("8760h"),
        })
        .prefault({}),
    /** How long the engine may take until it answers. */
    startTimeout: duration(1, "must be at least 1s").default("1m"),
    /** Settings of the engine's `daemon.json`. */
    daemonConfig: z.record(z.string(), z.json(), { error: "must be a map of dockerd's settings" }).default({}),
    repository: z
        .strictObject({
            /** Port of the host, on its loopback address, that the repository listens on. */
            port: port.default(60223),
        })
        .prefault({}),
    ...imagesShape,
    /** Counters: a higher one makes new keys and tokens. */
    rotation: z.strictObject({ certificates: epoch.default(0), repositoryToken: epoch.default(0) }).prefault({}),
});

export type PcoccSite = z.output<typeof pcoccSchema>;

/** What the site's parser and the scripts know of the environment. */
export const pcoccSite = {
    schema: pcoccSchema,
    faults: pcoccFaults,
    images: pcoccImages,
    ports: publishedPorts,
    secrets: ["ca", "cert", "key"],
} satisfies EnvironmentSite<typeof pcoccSchema>;

/** Images of the catalogue that the environment runs, or puts into its repository. */
export function pcoccImages({ remote, images }: PcoccSite): readonly ImageName[] {
    const used = new Set<ImageName | undefined>(Object.values(images).map(({ catalogue }) => catalogue));
    const own: ImageName[] = remote ? [] : ["docker-engine", ...(hasRepository(images) ? ["registry" as const] : [])];
    return [...own, ...imageNames.filter((name) => used.has(name) && !own.includes(name))];
}

/** Whether there is a repository: an environment that has no images needs none. */
export function hasRepository(images: PcoccSite["images"]): boolean {
    return Object.keys(images).length > 0;
}

function publishedPorts({ remote, listen: address, port: engine, repository, images }: PcoccSite): PublishedPort[] {
    return [
        ...(remote ? [] : [{ key: ["port"], address, port: engine }]),
        ...(hasRepository(images)
            ? [{ key: ["repository", "port"], address: "127.0.0.1", port: repository.port }]
            : []),
    ];
}

function pcoccFaults(input: unknown): SiteFault[] {
    const parsed = pcoccSchema.safeParse(input, IN_WORDS);
    if (!parsed.success) {
        return [];
    }
    const site = parsed.data;
    const twice = hasRepository(site.images) && site.repository.port === site.port;
    return [
        ...imageFaults(site),
        ...remoteFaults(input as object, site),
        ...(twice ? [{ path: ["repository", "port"], message: `${site.port} is taken by port, choose another` }] : []),
    ];
}

/** What is said of an allocation means nothing to an engine that exists already. */
function remoteFaults(input: object, { remote }: PcoccSite): SiteFault[] {
    if (remote === undefined) {
        return [];
    }
    const apart = ["remote", "jobId", "certificateFolder"];
    const material = [remote.ca, remote.cert, remote.key].filter((part) => part !== undefined).length;
    const wanted = remote.host.startsWith("tcp:") ? 3 : 0;
    return [
        ...Object.keys(input)
            .filter((key) => !apart.includes(key))
            .map((key) => ({ path: [key], message: "means nothing to an engine that exists already, leave it out" })),
        ...(material === wanted
            ? []
            : [
                  {
                      path: ["remote"],
                      message:
                          wanted === 3 ? "needs ca, cert and key for a tcp:// host" : "takes no certificates over ssh",
                  },
              ]),
    ];
}
