import type { State } from "./preview";

/** What each resource type is to a reviewer. */
const kinds: Readonly<Record<string, string>> = {
    "docker:index/network:Network": "zone",
    "docker:index/registryImage:RegistryImage": "pushed image",
    "docker:index/remoteImage:RemoteImage": "image",
    "docker:index/secret:Secret": "secret",
    "docker:index/service:Service": "service",
    "docker:index/serviceConfig:ServiceConfig": "configuration file",
    "docker:index/tag:Tag": "image tag",
    "docker:index/volume:Volume": "volume",
    "pulumi:providers:docker": "engine",
    "random:index/randomBytes:RandomBytes": "secret",
    "random:index/randomPassword:RandomPassword": "secret",
    "tls:index/certRequest:CertRequest": "certificate request",
    "tls:index/locallySignedCert:LocallySignedCert": "certificate",
    "tls:index/privateKey:PrivateKey": "private key",
    "tls:index/selfSignedCert:SelfSignedCert": "certificate",
};

/** What a resource is, in a word or two of the field; the type's own name where we know no better. */
export function kindOf(state: State): string {
    if (state.type === "docker:index/container:Container") {
        if (label(state, "hpc-stacks.service") !== undefined) {
            return "service";
        }
        return state.inputs["mustRun"] === false ? "job" : "container";
    }
    return kinds[state.type] ?? inWords(state.type.split(":").at(-1) ?? state.type);
}

/** Value of a label of an engine object. */
export function label(state: State, name: string): string | undefined {
    const labels = state.inputs["labels"];
    const found = Array.isArray(labels)
        ? (labels as { label?: string; value?: string }[]).find((item) => item.label === name)
        : undefined;
    return found?.value;
}

/** `networkMode` as `network mode`. */
export function inWords(name: string): string {
    return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
