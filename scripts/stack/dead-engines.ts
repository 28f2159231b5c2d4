import type { DockerClient } from "./docker-client";
import type { Snapshot } from "./snapshot";

/** What an engine in a container consists of on the site's engine: what must be there before anything in it. */
export interface EngineParts {
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
        .map(({ urn, inputs }) => {
            const name = /::([^:]+)-dockerd$/.exec(urn)?.[1];
            const data = ofEngine.filter((part) => part.urn.endsWith(`::${name}-data`));
            return { container: String(inputs?.["name"]), urns: [urn, ...data.map((part) => part.urn)] };
        });
}

/** Those of them that do not run. What lives in them cannot be looked at before they do. */
export async function deadEngines(snapshot: Snapshot, docker: DockerClient): Promise<EngineParts[]> {
    const states = enginesIn(snapshot).map(async (parts) => {
        const format = ["--format", "{{.State.Running}}"];
        const running = await docker.tryRun("container", "inspect", ...format, parts.container);
        return running?.trim() === "true" ? [] : [parts];
    });
    return (await Promise.all(states)).flat();
}
