import type { DockerClient } from "./docker-client";
import type { Snapshot } from "./snapshot";

/** What an engine in a container consists of on the engine below it: what must be there before anything in it. */
export interface EngineParts {
    /** URN and id of the provider of its container. */
    readonly provider: string;
    /** Name of its container. */
    readonly container: string;
    /** URNs of its container and of its data's volume. */
    readonly urns: readonly string[];
}

/** The engines in containers that a stack has, by its state. */
export function enginesIn({ resources = [] }: Snapshot): EngineParts[] {
    const ofEngine = resources.filter(({ urn }) => /hpc-stacks:index:DockerEngine\$[^:]+:index:\w+\$docker:/.test(urn));
    return ofEngine
        .filter(({ type }) => type === "docker:index/container:Container")
        .map(({ urn, inputs, provider = "" }) => {
            const name = /::([^:]+)-dockerd$/.exec(urn)?.[1];
            const data = ofEngine.filter((part) => part.urn.endsWith(`::${name}-data`));
            return { provider, container: String(inputs?.["name"]), urns: [urn, ...data.map((part) => part.urn)] };
        });
}

/**
 * Those of them that do not run. What lives in them cannot be looked at before they do, so one that lives in another
 * is told of only when that one runs.
 */
export async function deadEngines(
    snapshot: Snapshot,
    engineOf: (provider: string) => Promise<DockerClient | undefined>,
): Promise<EngineParts[]> {
    const states = enginesIn(snapshot).map(async (parts) => {
        const running = await (await engineOf(parts.provider))?.tryRun("ps", "--format", "{{.Names}}");
        return running === undefined || running.split("\n").includes(parts.container) ? [] : [parts];
    });
    return (await Promise.all(states)).flat();
}
