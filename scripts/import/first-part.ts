import type { Preview, State } from "../review/preview";
import { label } from "../review/kind";

/** Types of what is made at once: what takes data, and images, so that the time without services is short. */
const TYPES = ["docker:index/volume:Volume", "docker:index/remoteImage:RemoteImage"];

/**
 * URNs of the part of a site that must stand before data can be copied into it: its volumes, its images and its
 * database, with all that they are made of.
 */
export function firstPart({ steps }: Preview): string[] {
    const states = new Map(steps.flatMap(({ newState }) => (newState ? [[newState.urn, newState] as const] : [])));
    const part = new Set<string>();
    const add = (urn: string): void => {
        const state = states.get(urn);
        if (state && !part.has(urn)) {
            part.add(urn);
            madeOf(state).forEach(add);
        }
    };
    [...states.values()].filter(isWanted).forEach(({ urn }) => add(urn));
    return [...part].sort();
}

/** Of the environment alone: a site may run others beside it. */
function isWanted(state: State): boolean {
    const { urn, type } = state;
    const wanted = TYPES.includes(type) || label(state, "hpc-stacks.service") === "postgres";
    return wanted && urn.includes("::hpc-stacks:index:OpenChami$");
}

function madeOf({ parent, provider, dependencies, propertyDependencies }: State): string[] {
    const inputs = Object.values(propertyDependencies).flatMap((urns) => urns ?? []);
    // A provider is referred to by its URN and id.
    return [parent, provider.replace(/::[^:]*$/, ""), ...dependencies, ...inputs];
}
