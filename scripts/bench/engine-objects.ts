import { setTimeout as sleep } from "node:timers/promises";

import { run } from "../toolchain/run";

const KINDS = {
    container: { list: ["ps", "--all"], format: "{{.Names}} {{.ID}}", remove: ["rm", "--force", "--volumes"] },
    network: { list: ["network", "ls"], format: "{{.Name}} {{.ID}}", remove: ["network", "rm"] },
    volume: { list: ["volume", "ls"], format: "{{.Name}} {{.Name}}", remove: ["volume", "rm", "--force"] },
    image: {
        list: ["image", "ls"],
        format: "{{.Repository}} {{.Repository}}:{{.Tag}}",
        remove: ["image", "rm", "--force"],
    },
} as const;

type Kind = keyof typeof KINDS;

/** Ids of a stack's objects on the engine by their names. */
export async function objectsOf(stack: string, kind: Kind): Promise<Map<string, string>> {
    const { list, format } = KINDS[kind];
    const printed = await run("docker", [...list, "--filter", `label=hpc-stacks.stack=${stack}`, "--format", format]);
    return new Map(printed.split("\n").flatMap((line) => (line === "" ? [] : [line.split(" ") as [string, string]])));
}

/** What stands of a stack beside its images, as `<kind> <name>`. */
export async function standing(stack: string): Promise<string[]> {
    const kinds = ["container", "network", "volume"] as const;
    const all = await Promise.all(
        kinds.map(async (kind) => [...(await objectsOf(stack, kind)).keys()].map((name) => `${kind} ${name}`)),
    );
    return all.flat().sort();
}

/** Removes all of a stack from the engine, whoever made it. What a killed program had asked for may come a bit later. */
export async function removeObjects(stack: string, kinds: readonly Kind[]): Promise<void> {
    for (const kind of kinds) {
        for (let attempt = 0; attempt < 5; attempt++) {
            const found = await objectsOf(stack, kind);
            if (found.size === 0) {
                break;
            }
            await run("docker", [...KINDS[kind].remove, ...found.values()]).catch(() => sleep(1000));
        }
    }
}
