import { createHash } from "node:crypto";

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { engineName, labelList } from "../component";
import { type ContainerSpec, sortBy } from "./container";

/** Longest name of a config or secret that a swarm takes. */
const LONGEST_NAME = 64;

type ConfigReference = docker.types.input.ServiceTaskSpecContainerSpecConfig;
type SecretReference = docker.types.input.ServiceTaskSpecContainerSpecSecret;

/** The configuration files whose content is known beforehand, and so no secret, as configs of a swarm. */
export function swarmConfigs(name: string, spec: ContainerSpec, parent: pulumi.Resource): ConfigReference[] {
    return sortBy(spec.files ?? [], ({ path }) => path).flatMap(({ path, content, mode = "0444" }) => {
        if (typeof content !== "string") {
            return [];
        }
        const logicalName = fileName(name, path);
        const config = new docker.ServiceConfig(
            logicalName,
            {
                name: hashedName(logicalName, content),
                dataRaw: content,
                labels: labelList(logicalName),
            },
            { parent, deleteBeforeReplace: false },
        );
        return [{ configId: config.id, configName: config.name, fileName: path, fileMode: octal(mode) }];
    });
}

/** Secret files as secrets of a swarm; with them the configuration files that may hold secrets. */
export function swarmSecrets(name: string, spec: ContainerSpec, parent: pulumi.Resource): SecretReference[] {
    const texts = (spec.files ?? []).flatMap(({ path, content, mode = "0444" }) =>
        typeof content === "string" ? [] : [{ path, mode, data: pulumi.output(content).apply(base64) }],
    );
    const secrets = (spec.secretFiles ?? []).map((file) => ({
        path: file.path,
        mode: file.mode ?? "0400",
        data: "content" in file ? pulumi.output(file.content).apply(base64) : pulumi.output(file.contentBase64),
    }));
    return sortBy([...texts, ...secrets], ({ path }) => path).map(({ path, mode, data }) => {
        const logicalName = fileName(name, path);
        const content = pulumi.secret(data);
        const secret = new docker.Secret(
            logicalName,
            {
                // As secret as what it is a hash of.
                name: content.apply((text) => hashedName(logicalName, text)),
                data: content,
                labels: labelList(logicalName),
            },
            { parent, deleteBeforeReplace: false },
        );
        return { secretId: secret.id, secretName: secret.name, fileName: path, fileMode: octal(mode) };
    });
}

/** Logical name of a file of a service: the service's, and the path in a form that names may have. */
function fileName(name: string, path: string): string {
    return `${name}${path.replace(/[^A-Za-z0-9]+/g, "-")}`;
}

/**
 * Name of an object that cannot be changed, only replaced: by a hash of its content, so that the new one exists beside
 * the old one until its service has moved on.
 */
function hashedName(logicalName: string, content: string): string {
    const hash = createHash("sha256").update(logicalName).update(content).digest("hex").slice(0, 12);
    return `${engineName(logicalName).slice(0, LONGEST_NAME - hash.length - 1)}-${hash}`;
}

function base64(text: string): string {
    return Buffer.from(text).toString("base64");
}

function octal(mode: string): number {
    return parseInt(mode, 8);
}
