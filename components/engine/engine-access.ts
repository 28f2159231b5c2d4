import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import type { PushEngine } from "../image/pushed-image";

/** What an engine is shown by those who may use it, as PEM text. Whoever has it rules the engine, so it is secret. */
export interface ClientCertificate {
    /** Certificate of the authority that the engine's own certificate verifies against. */
    readonly ca: string;
    readonly cert: string;
    readonly key: string;
}

/** Variables that make a plain Docker client one of the engine. */
export interface EngineEnvironment {
    readonly DOCKER_HOST: string;
    /** `1` for an engine with certificates. @default - not set */
    readonly DOCKER_TLS_VERIFY?: string;
    /** Folder with `ca.pem`, `cert.pem` and `key.pem`; `~` is the user's home. @default - not set */
    readonly DOCKER_CERT_PATH?: string;
}

/** A Docker engine of one's own, wherever it runs. */
export interface EngineAccess {
    /** Address of its API, `tcp://host:port` or `ssh://user@host`. */
    readonly host: pulumi.Output<string>;
    readonly env: pulumi.Output<EngineEnvironment>;
    /** Secret. @default - it needs none */
    readonly client?: pulumi.Output<ClientCertificate>;
    /** For resources of the same stack that are made in it. It works as soon as the engine does. */
    readonly provider: docker.Provider;
    /** Options of components that live in it: they use its provider, and are gone when it is. */
    readonly inside: { readonly providers: docker.Provider[]; readonly deletedWith?: pulumi.Resource };
}

/** How an engine is reached by resources that ask it themselves, such as pushed images. Secret where it has a client. */
export function addressOf({ host, client }: Pick<EngineAccess, "host" | "client">): PushEngine {
    return client === undefined ? { host } : pulumi.secret(client).apply((material) => ({ host, ...material }));
}
