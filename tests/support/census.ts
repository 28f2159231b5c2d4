import { run, tryRun } from "../../scripts/toolchain/run";

/** Everything on the engine that bears a stack's label, as `<kind> <name>`, sorted. */
export async function census(stack: string): Promise<string[]> {
    const filter = ["--filter", `label=hpc-stacks.stack=${stack}`, "--format"];
    const lists = await Promise.all([
        run("docker", ["ps", "--all", ...filter, "container {{.Names}}"]),
        run("docker", ["network", "ls", ...filter, "network {{.Name}}"]),
        run("docker", ["volume", "ls", ...filter, "volume {{.Name}}"]),
        run("docker", ["image", "ls", "--all", ...filter, "image {{.Repository}}"]),
        // An engine that is in no swarm refuses to list what only a swarm has.
        ...["service", "config", "secret"].map((kind) =>
            tryRun("docker", [kind, "ls", ...filter, `${kind} {{.Name}}`]).then((list) => list ?? ""),
        ),
    ]);
    return lists.flatMap((list) => list.split("\n").filter(Boolean)).sort();
}
