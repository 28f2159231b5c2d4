import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceOutputsRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type * as random from "@pulumi/random";
import type * as tls from "@pulumi/tls";

import type { ImagePushInputs } from "../../components/image/image-push-provider";
import type { ImageObjectInputs } from "../../components/storlets/image-object-provider";
import type { LoadedImageInputs } from "../../components/storlets/loaded-image-provider";
import type { TenantImageInputs } from "../../components/storlets/tenant-image-provider";
import type { SwiftContainerInputs } from "../../components/swift/swift-container-provider";

/** Type tokens of the provider resources that our components register. */
export const TYPES = {
    config: "docker:index/serviceConfig:ServiceConfig",
    certificate: "tls:index/locallySignedCert:LocallySignedCert",
    certificateRequest: "tls:index/certRequest:CertRequest",
    container: "docker:index/container:Container",
    image: "docker:index/remoteImage:RemoteImage",
    imageObject: "pulumi-nodejs:dynamic/hpc-stacks:ImageObject",
    loadedImage: "pulumi-nodejs:dynamic/hpc-stacks:LoadedImage",
    network: "docker:index/network:Network",
    password: "random:index/randomPassword:RandomPassword",
    privateKey: "tls:index/privateKey:PrivateKey",
    provider: "pulumi:providers:docker",
    secret: "docker:index/secret:Secret",
    service: "docker:index/service:Service",
    push: "pulumi-nodejs:dynamic/hpc-stacks:ImagePush",
    rootCertificate: "tls:index/selfSignedCert:SelfSignedCert",
    swiftContainer: "pulumi-nodejs:dynamic/hpc-stacks:SwiftContainer",
    tenantImage: "pulumi-nodejs:dynamic/hpc-stacks:TenantImage",
    volume: "docker:index/volume:Volume",
} as const;

/** Inputs of each of them, as the provider gets them. */
export interface Inputs {
    config: pulumi.Unwrap<docker.ServiceConfigArgs>;
    certificate: pulumi.Unwrap<tls.LocallySignedCertArgs>;
    certificateRequest: pulumi.Unwrap<tls.CertRequestArgs>;
    container: pulumi.Unwrap<docker.ContainerArgs>;
    image: pulumi.Unwrap<docker.RemoteImageArgs>;
    imageObject: ImageObjectInputs;
    loadedImage: LoadedImageInputs;
    network: pulumi.Unwrap<docker.NetworkArgs>;
    password: pulumi.Unwrap<random.RandomPasswordArgs>;
    privateKey: pulumi.Unwrap<tls.PrivateKeyArgs>;
    provider: pulumi.Unwrap<docker.ProviderArgs>;
    secret: pulumi.Unwrap<docker.SecretArgs>;
    service: pulumi.Unwrap<docker.ServiceArgs>;
    push: ImagePushInputs & { readonly __provider: string };
    rootCertificate: pulumi.Unwrap<tls.SelfSignedCertArgs>;
    swiftContainer: SwiftContainerInputs;
    tenantImage: TenantImageInputs;
    volume: pulumi.Unwrap<docker.VolumeArgs>;
}

/** A resource as the engine is asked for it. */
export interface Registered<T = Record<string, unknown>> {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Whether a provider makes it; components are not custom. */
    readonly custom: boolean;
    /** URN of its parent, empty for the stack's own. */
    readonly parent: string;
    /** URN and id of the provider it was given, joined by `::`; empty for the default provider. */
    readonly provider: string;
    /** Inputs in plain, whether secret or not. */
    readonly inputs: T;
    /** Paths of the inputs that are secret, such as `envs[3]`. */
    readonly secrets: readonly string[];
    /** URNs of all it waits for, sorted. */
    readonly dependencies: readonly string[];
    /** URNs that each input is made of, sorted. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly options: Options;
}

/** Resource options, those that were not given as undefined or empty. */
export interface Options {
    readonly protect: boolean | undefined;
    readonly retainOnDelete: boolean | undefined;
    readonly deleteBeforeReplace: boolean | undefined;
    readonly replaceOnChanges: readonly string[];
    readonly ignoreChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
    readonly aliases: number;
    /** URN of the resource that it is gone with, empty when it was given none. */
    readonly deletedWith: string;
    /** A value of which any change replaces it. */
    readonly replacementTrigger: unknown;
}

/** Reads a request of the SDK. */
export function registered(urn: string, request: RegisterResourceRequest): Registered {
    const secrets: string[] = [];
    const inputs = plain(request.getObject()?.toJavaScript() ?? {}, "", secrets) as Record<string, unknown>;
    return {
        urn,
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        parent: request.getParent(),
        provider: request.getProvider(),
        inputs,
        secrets,
        dependencies: request.getDependenciesList().sort(),
        propertyDependencies: Object.fromEntries(
            [...request.getPropertydependenciesMap().entries()].map(([input, urns]) => [
                input,
                urns.getUrnsList().sort(),
            ]),
        ),
        options: {
            protect: request.hasProtect() ? request.getProtect() : undefined,
            retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
            deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
            replaceOnChanges: request.getReplaceonchangesList(),
            ignoreChanges: request.getIgnorechangesList(),
            additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
            aliases: request.getAliasesList().length,
            deletedWith: request.getDeletedwith(),
            replacementTrigger: request.getReplacementTrigger()?.toJavaScript(),
        },
    };
}

/** Outputs of a component, or of the whole program. */
export interface Outputs {
    readonly urn: string;
    readonly values: Record<string, unknown>;
    readonly secrets: readonly string[];
}

/** Reads what a component registers as its outputs. */
export function outputs(request: RegisterResourceOutputsRequest): Outputs {
    const secrets: string[] = [];
    const values = plain(request.getOutputs()?.toJavaScript() ?? {}, "", secrets) as Record<string, unknown>;
    return { urn: request.getUrn(), values, secrets };
}

/** A secret as the wire protocol writes it. */
export function secretValue(value: unknown): unknown {
    return { [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig, value };
}

/** A value without the protocol's marks around what is secret; the paths of those go to `secrets`. */
function plain(value: unknown, path: string, secrets: string[]): unknown {
    if (Array.isArray(value)) {
        return value.map((item, index) => plain(item, `${path}[${index}]`, secrets));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const marked = value as Record<string, unknown>;
    if (marked[pulumi.runtime.specialSigKey] === pulumi.runtime.specialSecretSig) {
        secrets.push(path);
        return plain(marked["value"], path, secrets);
    }
    return Object.fromEntries(
        Object.entries(marked).map(([key, item]) => [key, plain(item, path === "" ? key : `${path}.${key}`, secrets)]),
    );
}
