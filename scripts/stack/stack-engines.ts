import { readFileSync } from "node:fs";

import type { EngineAddress } from "../../components/image/engine-client";
import type { EnvironmentName } from "../../stacks/environments";
import { NAMESPACE } from "../../stacks/site";
import { environmentsInside } from "../../stacks/site-engine";
import { Failure } from "../failure";
import { engineHost } from "../toolchain/engine";
import { DockerClient } from "./docker-client";
import { type StackOptions, runPulumi } from "./run";
import { loadSite } from "./site";
import { siteFile, statesEncryption } from "./site-file";
import { type ResourceState, readPlainSnapshot } from "./snapshot";

/** The engine that a site is given: the one that its file names, or that of the Docker client's environment. */
export async function siteEngine(options: StackOptions): Promise<DockerClient> {
    const { engine } = loadSite(options.stack, options.file);
    const shown = engine.ca === undefined ? {} : await material(options);
    return new DockerClient({ ...shown, host: await engineHost(engine.host) });
}

/**
 * The engines that a stack has beside the one that it is given, by the URN of the provider that makes things in them.
 * They are known from the moment that the provider is, also where the update that made them failed later.
 */
export async function ownEngines(options: StackOptions): Promise<ReadonlyMap<string, DockerClient>> {
    const { resources = [] } = (await readPlainSnapshot(options)) ?? {};
    return new Map(
        resources
            .filter(
                ({ type, parent = "" }) => type === "pulumi:providers:docker" && parent.includes("hpc-stacks:index:"),
            )
            .map((provider) => [provider.urn, providedEngine(provider)]),
    );
}

/** Finds the engine that a provider, by its URN with or without its id, makes things in; undefined where it is new. */
export function engineFinder(options: StackOptions): (provider: string) => Promise<DockerClient | undefined> {
    let given: Promise<DockerClient> | undefined;
    let own: ReturnType<typeof ownEngines> | undefined;
    return async (provider) => {
        const urn = provider.split("::").slice(0, 4).join("::");
        return urn.endsWith("::engine")
            ? (given ??= siteEngine(options))
            : (await (own ??= ownEngines(options))).get(urn);
    };
}

/**
 * The engine that an environment of a stack lives in.
 * @throws Failure when it is one of the stack's own that is not there yet.
 */
export async function environmentEngine(environment: EnvironmentName, options: StackOptions): Promise<DockerClient> {
    const site = loadSite(options.stack, options.file);
    if (!environmentsInside(site).some(({ name }) => name === environment)) {
        return siteEngine(options);
    }
    const suffix = `::${site.engine.environment}-engine-provider`;
    const [own] = [...(await ownEngines(options))].filter(([urn]) => urn.endsWith(suffix));
    if (own === undefined) {
        throw new Failure(
            `the engine that ${environment} lives in is not there yet: bring it up by ` +
                `\`npm start -- --stack ${options.stack}\``,
        );
    }
    return own[1];
}

/** All engines that a stack has anything on, and that answer: the one that it is given first. */
export async function standingEngines(options: StackOptions): Promise<DockerClient[]> {
    const own = [...(await ownEngines(options)).values()].map(async (engine) =>
        (await engine.tryRun("version")) === undefined ? [] : [engine],
    );
    return [await siteEngine(options), ...(await Promise.all(own)).flat()];
}

/** The engine that a provider makes things in. What the provider shows to it is what we show. */
export function providedEngine({ inputs = {} }: Pick<ResourceState, "inputs">): DockerClient {
    const text = (input: string) => (typeof inputs[input] === "string" && inputs[input] ? inputs[input] : undefined);
    return new DockerClient({
        host: text("host") ?? "",
        ca: text("caMaterial"),
        cert: text("certMaterial"),
        key: text("keyMaterial"),
    });
}

/** What the site file has for the engine to see, decrypted where it is secret. */
async function material(options: StackOptions): Promise<Material> {
    const { stack, file = siteFile(stack) } = options;
    const {
        ca = "",
        cert = "",
        key = "",
    } = statesEncryption(readFileSync(file, "utf8"))
        ? await decrypted({ ...options, file })
        : loadSite(stack, file).engine;
    return { ca, cert, key };
}

/** @throws Failure when it cannot be decrypted. */
async function decrypted({ file, ...options }: StackOptions & { file: string }): Promise<Material> {
    const config = ["config", "--show-secrets", "--json", "--config-file", file];
    const { exitCode, stdout, stderr } = await runPulumi(config, options);
    if (exitCode !== 0) {
        throw new Failure(`${NAMESPACE}:engine of stack ${options.stack} cannot be decrypted:\n${stderr.trim()}`);
    }
    const values = JSON.parse(stdout) as Record<string, { objectValue?: Material }>;
    return values[`${NAMESPACE}:engine`]?.objectValue ?? {};
}

/** What an engine is shown. */
type Material = Omit<EngineAddress, "host">;
