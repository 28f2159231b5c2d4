import { type Container, containersOf } from "./container";
import type { Breach, Rule } from "./rule";

/** Drivers that grow without bounds unless they are told to rotate; the engine's default is one. */
const UNBOUNDED = "json-file";

export const limits: Rule = {
    name: "limits",
    description: "whatever runs has a limit of memory, none of swap beyond it, and logs that cannot fill the disk",
    check: (resources) => containersOf(resources).flatMap(breaches),
};

function breaches({ resource, memory, logs }: Container): Breach[] {
    const { driver = UNBOUNDED, options } = logs;
    const messages = [
        ...(memory.limited ? [] : ["has no limit of memory, so it can take the host's: give it `memory` in MiB"]),
        ...(memory.limited && memory.swap ? ["may swap beyond its memory: set `memorySwap` to its `memory`"] : []),
        ...(driver === UNBOUNDED && options["max-size"] === undefined
            ? [`logs by ${driver} without an end: set \`max-size\` and \`max-file\` of its log`]
            : []),
    ];
    return messages.map((message) => ({ resource, message }));
}
