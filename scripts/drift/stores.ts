import { type DeclaredEngine, objectName } from "./declared";
import { type Finding, findingOn } from "./finding";
import type { ObservedEngine } from "./observed";

/** What became of the volumes of an engine. One that was made again by hand is known by the labels that it lost. */
export function volumeFindings({ name, volumes }: DeclaredEngine, observed: ObservedEngine): Finding[] {
    return volumes.flatMap((resource) => {
        const found = observed.volumes.find((volume) => volume.Name === objectName(resource));
        if (found === undefined) {
            return [findingOn(resource, name, "missing", { danger: true })];
        }
        const labels = (resource.state.inputs["labels"] ?? []) as { label: string; value: string }[];
        const labelled = labels.every(({ label, value }) => found.Labels?.[label] === value);
        return labelled ? [] : [findingOn(resource, name, "recreated", { danger: true })];
    });
}

/** What became of the names of images on an engine. */
export function imageFindings({ name, images }: DeclaredEngine, observed: ObservedEngine): Finding[] {
    return images.flatMap(({ resource, reference, imageId, believed }) => {
        const found = observed.images[reference];
        if (found === imageId) {
            return [];
        }
        // The image itself, where it is still there to be named.
        const rest = { object: reference, from: observed.images[imageId], to: found };
        return found === undefined
            ? [findingOn(resource, name, "missing", rest)]
            : [findingOn(resource, name, "retagged", { ...rest, danger: believed })];
    });
}
