import { isBuilt } from "../scripts/review/reasons";
import { containersOf } from "./container";
import { textOf } from "./inputs";
import type { Breach, Rule } from "./rule";

/** An image by its content: an id of the engine, or a name with a digest. */
const PINNED = /^sha256:|@sha256:[0-9a-f]{64}$/;

export const pinnedImages: Rule = {
    name: "pinned-images",
    description: "every image that is pulled is named with its digest",
    check: (resources) => {
        const pulled = resources.ofKind("image").filter(({ state }) => !isBuilt(state.inputs));
        return [
            ...pulled.flatMap((resource) => breach(resource, textOf(resource.state.inputs["name"]))),
            ...containersOf(resources).flatMap(({ resource, image }) => breach(resource, image)),
        ];
    },
};

function breach(resource: Breach["resource"], reference: string | undefined): Breach[] {
    if (reference === undefined || PINNED.test(reference)) {
        return [];
    }
    const message = `is pulled as "${reference}", which may be another image tomorrow: write name:tag@sha256:…`;
    return [{ resource, message }];
}
