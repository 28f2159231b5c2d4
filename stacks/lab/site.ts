import { z } from "zod";

import { WEB_SERVER_CONTEXT } from "../../components/web/web-server-context";
import type { ImageName } from "../../images/catalogue";
import type { EnvironmentSite, PublishedPort } from "../environments";
import { imagePath, matching, port, registryAddress, whole } from "../formats";
import { repeatedPortFaults } from "../repeated-ports";
import { IN_WORDS, type SiteFault } from "../site-faults";

/** Images of the catalogue that the environment runs. */
export const LAB_IMAGES: readonly ImageName[] = ["docker-engine", "mongo", "python", "registry"];

const ports = z
    .strictObject({
        /** The web server, in the lab's engine. */
        web: port.default(8080),
        /** mongo-perso. */
        mongo: port.default(27017),
        /** The registry that images are pushed to. */
        registry: port.default(5000),
        /** The registry that stands in for Docker Hub, on the loopback address. */
        hub: port.default(5001),
        /** The API of the lab's engine. */
        engine: port.default(2376),
    })
    .prefault({});

const foreign = z.strictObject({
    /** `host` or `host:port`. */
    address: registryAddress,
    user: z.string(),
    /** Password or access token. */
    token: z.string(),
    /** Root certificate, PEM text; a public authority's unless given. */
    ca: z.string().optional(),
});

/** What a site says of its lab: `hpc-stacks:lab`. */
export const labSchema = z.strictObject({
    /** Address of the host that web server, database, registry and engine are reached at. */
    listen: z.ipv4({ error: "must be an IPv4 address of the host" }).default("127.0.0.1"),
    ports,
    /** Folder of the web server's image, relative to the project's: a Dockerfile and the files that are served. */
    webserver: z.string().min(1, { error: "must be a folder, relative to the project's" }).default(WEB_SERVER_CONTEXT),
    /** Path in the registry that the web server's image is pushed to. */
    repository: imagePath.default("devops-s23/devops-s23-xy/somename"),
    /** User of the lab's registry. */
    user: matching(/^[A-Za-z0-9._-]{1,64}$/, "must be up to 64 letters, digits, dots and dashes").default("student"),
    /** A registry to push to instead of one of the lab's own. */
    pushTo: foreign.optional(),
    /** Most memory of the lab's engine and all that runs in it, in MiB. */
    memory: whole(256, 1_048_576, "must be a whole number of MiB, at least 256").default(1024),
    /** A higher number makes a new token for the registry's user. */
    rotation: z
        .strictObject({
            token: whole(0, Number.MAX_SAFE_INTEGER, "must be a whole number, one more than before to rotate").default(
                0,
            ),
        })
        .prefault({}),
});

export type LabSite = z.output<typeof labSchema>;

/** What the site's parser and the scripts know of the environment. */
export const labSite = {
    schema: labSchema,
    faults: labFaults,
    images: (): readonly ImageName[] => LAB_IMAGES,
    ports: publishedPorts,
    secrets: ["token"],
} satisfies EnvironmentSite<typeof labSchema>;

/** Faults that no single value shows: a port of the host that is taken twice. Takes any input, valid or not. */
function labFaults(input: unknown): SiteFault[] {
    const parsed = labSchema.safeParse(input, IN_WORDS);
    return parsed.success ? repeatedPortFaults(publishedPorts(parsed.data)) : [];
}

function publishedPorts({ listen, ports: { web, mongo, registry, hub, engine }, pushTo }: LabSite): PublishedPort[] {
    return [
        { key: ["ports", "web"], address: listen, port: web },
        { key: ["ports", "mongo"], address: listen, port: mongo },
        ...(pushTo === undefined ? [{ key: ["ports", "registry"], address: listen, port: registry }] : []),
        { key: ["ports", "hub"], address: HUB_ADDRESS, port: hub },
        { key: ["ports", "engine"], address: listen, port: engine },
    ];
}

/** Engines push to registries on their own loopback without an authority's certificate. */
export const HUB_ADDRESS = "127.0.0.1";
