import { z } from "zod";

import { ENGINE_PORT } from "../components/engine/engine-port";
import type { PublishedPort } from "../components/workload/workload";
import { environmentsOf } from "./environments";
import { engineHost } from "./formats";
import type { Site } from "./site";
import type { SiteFault } from "./site-faults";

const MATERIAL = ["ca", "cert", "key"] as const;

/** What a site says of the Docker engine that everything runs on: `hpc-stacks:engine`. */
export const engineSchema = z.strictObject({
    /** Its address; that of the Docker client's environment unless given. */
    host: engineHost.optional(),
    /** PEM text of the certificate authority, certificate and key for a `tcp://` host. */
    ca: z.string().optional(),
    cert: z.string().optional(),
    key: z.string().optional(),
    /** The environment of the site that allocates the engine in which all others are made. */
    environment: z.enum(["pcocc"]).optional(),
});

/** Environments that are made in the engine that the site itself allocates, each with what the site says of it. */
export function environmentsInside(site: Site): ReturnType<typeof environmentsOf> {
    const { environment } = site.engine;
    return environment === undefined ? [] : environmentsOf(site).filter(({ name }) => name !== environment);
}

/** Ports that those publish. The engine's container has them on the host, and passes them on to what is in it. */
export function portsInside(site: Site): PublishedPort[] {
    return environmentsInside(site).flatMap(({ environment, section }) =>
        environment.ports(section).map(({ address, port }) => ({ port, hostPort: port, address })),
    );
}

/** Faults of the engine that no single value shows. */
export function engineFaults(site: Site): SiteFault[] {
    return site.engine.environment === undefined ? materialFaults(site) : [...allocationFaults(site), ...taken(site)];
}

function materialFaults({ engine }: Site): SiteFault[] {
    const given = MATERIAL.filter((part) => engine[part] !== undefined);
    if (given.length === 0) {
        return [];
    }
    return engine.host?.startsWith("tcp:")
        ? MATERIAL.filter((part) => !given.includes(part)).map((part) =>
              fault(part, "is missing, ca, cert and key go together"),
          )
        : given.map((part) => fault(part, "is for a tcp:// host, give one as engine.host, or leave it out"));
}

function allocationFaults({ engine, environments, mode, pcocc }: Site): SiteFault[] {
    const why = [
        ...(environments.includes("pcocc")
            ? []
            : ["pcocc is none of the site's environments: add it there, or give an engine as engine.host"]),
        ...(pcocc?.remote === undefined
            ? []
            : ["pcocc.remote is an engine that exists already: give it as engine.host, with ca, cert and key"]),
        ...(mode === "swarm" ? ["the engine that pcocc allocates is in no swarm: choose mode standalone"] : []),
    ];
    return [
        ...why.map((message) => fault("environment", message)),
        ...(["host", ...MATERIAL] as const)
            .filter((key) => engine[key] !== undefined)
            .map((key) => fault(key, "cannot be given beside engine.environment, whose engine it would not be")),
    ];
}

/** In its container the engine itself has a port already. */
function taken(site: Site): SiteFault[] {
    return environmentsInside(site).flatMap(({ name, environment, section }) =>
        environment
            .ports(section)
            .filter(({ port }) => port === ENGINE_PORT)
            .map(({ key, port }) => ({
                path: [name, ...key],
                message: `${port} is the engine's own inside its container, choose another`,
            })),
    );
}

function fault(key: string, message: string): SiteFault {
    return { path: ["engine", key], message };
}
