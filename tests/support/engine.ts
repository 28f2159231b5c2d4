import { createHash } from "node:crypto";

import * as pulumi from "@pulumi/pulumi";

import { type Registered, TYPES, secretValue } from "./registered";

/** What the providers of a simulated engine answer beyond the inputs, by output; a test overrides what it needs. */
export type Computed = (resource: Registered) => Record<string, unknown>;

/** Id and state of a resource after it was made: its inputs and what its provider computes. */
export interface Made {
    readonly id: string;
    readonly state: Record<string, unknown>;
}

/** Makes resources as a successful update does, each value derived from the resource's name; undefined is no value. */
export function make(resource: Registered, overrides: Computed): Made {
    const all = { ...resource.inputs, ...computed(resource), ...overrides(resource) };
    const state = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return { id: resource.custom ? idOf(resource) : "", state: withSecrets(resource, state) };
}

/** Answers as the first preview does: only inputs are known. */
export function foresee(resource: Registered, overrides: Computed): Made {
    const outputs = Object.keys({ ...computed(resource), ...overrides(resource) });
    const unknown = Object.fromEntries(outputs.map((output) => [output, pulumi.runtime.unknownValue]));
    return { id: "", state: withSecrets(resource, { ...resource.inputs, ...unknown }) };
}

/** Id that the engine gives an image: a digest, as the real one does. */
export function imageIdOf(name: string): string {
    return `sha256:${createHash("sha256").update(name).digest("hex")}`;
}

/** Value of a generated password: letters that occur nowhere else. */
export function passwordOf(name: string): string {
    return `generated<${name}>`;
}

/** PEM text of a generated private key. */
export function privateKeyOf(name: string): string {
    return `private key<${name}>`;
}

/** Its hash, as htpasswd files have it. */
export function hashOf(name: string): string {
    return `hashed<${name}>`;
}

/** Address of the Swift account that resources are made in. */
export const STORAGE_URL = "http://swift.example.com/v1/AUTH_service";

function idOf(resource: Registered): string {
    return resource.type === TYPES.image ? imageIdOf(resource.name) : `id-of-${resource.name}`;
}

function computed({ type, name }: Registered): Record<string, unknown> {
    switch (type) {
        case TYPES.container:
            return { exitCode: 0, containerLogs: "", networkDatas: [] };
        case TYPES.image:
            return { imageId: imageIdOf(name), repoDigest: "" };
        case TYPES.privateKey:
            return { privateKeyPem: privateKeyOf(name) };
        case TYPES.certificate:
        case TYPES.rootCertificate:
            return { certPem: `certificate<${name}>` };
        case TYPES.certificateRequest:
            return { certRequestPem: `request<${name}>` };
        case "random:index/randomId:RandomId":
            return { hex: `identified<${name}>` };
        case "random:index/randomInteger:RandomInteger":
            return { result: 4711 };
        case TYPES.push:
            return { digest: imageIdOf(`pushed ${name}`) };
        case TYPES.password:
            return { result: passwordOf(name), bcryptHash: hashOf(name) };
        case TYPES.imageObject:
            return { etag: `etag<${name}>`, uploadedEtag: `etag<${name}>`, size: 4711, storageUrl: STORAGE_URL };
        case TYPES.loadedImage:
        case TYPES.tenantImage:
            return { imageId: imageIdOf(name) };
        default:
            return {};
    }
}

/** The engine keeps a secret input secret, and makes the outputs secret that the program asks for. */
function withSecrets(resource: Registered, state: Record<string, unknown>): Record<string, unknown> {
    const secret = new Set([
        ...resource.options.additionalSecretOutputs,
        ...resource.secrets.map((path) => /^[^.[]*/.exec(path)?.[0] ?? path),
    ]);
    return Object.fromEntries(
        Object.entries(state).map(([key, value]) => [key, secret.has(key) ? secretValue(value) : value]),
    );
}
