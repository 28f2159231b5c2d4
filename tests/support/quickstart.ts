import type { ComposeContainer, ComposeProject } from "../../scripts/import/project";

/** A container of an invented project. */
export function container(service: string, rest: Partial<ComposeContainer> = {}): ComposeContainer {
    const name = `quickstart-${service}-1`;
    return { name, service, running: true, environment: {}, mounts: [], ports: {}, ...rest };
}

/** A project that is laid out as the quickstart, with further or other containers by their service. */
export function quickstart(...others: readonly ComposeContainer[]): ComposeProject {
    const containers = [
        container("postgres", {
            environment: { POSTGRES_USER: "ochami", POSTGRES_PASSWORD: "hunter2" },
            mounts: ["/var/lib/postgresql/data", "/docker-entrypoint-initdb.d"],
        }),
        container("step-ca", {
            environment: { DOCKER_STEPCA_INIT_NAME: "North" },
            mounts: ["/home/step", "/home/step/db", "/root_ca"],
        }),
        container("hydra", {
            environment: {
                SECRETS_SYSTEM: "keys-are-encrypted-with-this",
                DSN: "postgres://hydra-user:pw@postgres:5432/hydradb?sslmode=disable",
                URLS_SELF_ISSUER: "https://north.openchami.cluster/",
            },
        }),
        container("smd", { environment: { SMD_DBNAME: "hmsds" } }),
        container("bss", { environment: { BSS_DBNAME: "bssdb" } }),
        container("haproxy", {
            ports: { "80/tcp": { address: "", port: 8081 }, "443/tcp": { address: "", port: 443 } },
        }),
    ].filter(({ service }) => !others.some((other) => other.service === service));
    const objects = (...keys: string[]) => keys.map((key) => ({ key, name: `quickstart_${key}` }));
    return {
        name: "quickstart",
        containers: [...containers, ...others],
        volumes: objects("haproxy-certs", "local-certs", "postgres-data", "step-ca-home"),
        networks: objects("default", "internal", "jwt-internal"),
    };
}
