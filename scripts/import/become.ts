import type { ComposeProject } from "./project";

/** What a part of a compose project becomes in a site. */
export interface Becoming {
    /** What the compose file calls it. */
    readonly name: string;
    readonly becomes: string;
}

const NOTHING = "no counterpart: it stays as it is";

/** What the services of OpenCHAMI's quickstart become. */
const services: Readonly<Record<string, string>> = {
    "acme-deploy": "cert-sidecar, made anew",
    "acme-register": "cert-sidecar, made anew",
    bss: "bss, made anew on its data",
    "bss-init": "bss-init, run again",
    haproxy: "haproxy, made anew, with another configuration",
    hydra: "hydra, made anew on its data, with its secret",
    "hydra-migrate": "hydra-migrate, run again",
    opaal: "opaal, made anew by a configuration of nginx",
    "opaal-idp": "opaal, which has no login pages",
    postgres: "postgres, made anew, with new passwords",
    smd: "smd, made anew on its data",
    "smd-init": "smd-init, run again",
    "step-ca": "step-ca, made anew with its keys",
};

const volumes: Readonly<Record<string, string>> = {
    "acme-certs": "nothing: the gateway gets a new certificate",
    "haproxy-certs": "nothing: the gateway gets a new certificate",
    "postgres-data": "postgres-data, its databases copied",
    "step-ca-db": "step-home, copied",
    "step-ca-home": "step-home, copied",
    "step-root-ca": "step-root-ca, the same certificate",
};

const networks: Readonly<Record<string, string>> = {
    "cert-internal": "zone cert-internal",
    external: "zone external",
    internal: "zone internal",
    "jwt-internal": "zone hydra-only",
};

/** What each part of a project becomes, by kind; what the quickstart does not know has no counterpart. */
export function becomings({ containers, ...project }: ComposeProject): Readonly<Record<string, readonly Becoming[]>> {
    const named = (keys: readonly string[], known: Readonly<Record<string, string>>): Becoming[] =>
        [...new Set(keys)]
            .filter((key) => key !== "default")
            .sort()
            .map((name) => ({ name, becomes: Object.hasOwn(known, name) ? known[name]! : NOTHING }));
    return {
        services: named(
            containers.map(({ service }) => service),
            services,
        ),
        volumes: named(
            project.volumes.map(({ key }) => key),
            volumes,
        ),
        networks: named(
            project.networks.map(({ key }) => key),
            networks,
        ),
    };
}

/** Names on the engine of the volumes that nobody needs once the site has taken their place. */
export function takenOver({ volumes: all }: ComposeProject): string[] {
    return all.filter(({ key }) => Object.hasOwn(volumes, key)).map(({ name }) => name);
}

/** What each part becomes, as a list to be read, a line each. */
export function becomingLines(project: ComposeProject): string[] {
    const parts = Object.entries(becomings(project)).filter(([, list]) => list.length > 0);
    const width = Math.max(...parts.flatMap(([, list]) => list.map(({ name }) => name.length)));
    return parts.flatMap(([kind, list]) => [
        `${kind} of ${project.name}`,
        ...list.map(({ name, becomes }) => `  ${name.padEnd(width)}  →  ${becomes}`),
    ]);
}
