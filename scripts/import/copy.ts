import { setTimeout as sleep } from "node:timers/promises";

import { elapsed } from "../toolchain/progress";
import { tryRun } from "../toolchain/run";
import { docker } from "./docker";
import type { Piece } from "./piece";
import { type Quickstart, runningBeside } from "./quickstart";

/** Milliseconds that the project's database is given to answer. */
const PATIENCE = 120_000;

/** What copying needs to know of the engine. */
export interface CopyOptions {
    /** Address of the engine. */
    readonly engine: string;
    readonly say: (line: string) => void;
}

/** Stops all that could write while it is copied, and copies. The project ends stopped, and otherwise as it was. */
export async function copyFrom(quickstart: Quickstart, pieces: readonly Piece[], options: CopyOptions): Promise<void> {
    const { say } = options;
    const { name } = quickstart.project;
    const running = runningBeside(quickstart);
    if (running.length > 0) {
        say(`Stopping ${running.join(", ")}`);
        await container("stop", running, options);
    }
    const { container: postgres } = quickstart.database;
    try {
        await container("start", [postgres], options);
        await waitForDatabase(quickstart, options);
        for (const { title, place, copy } of pieces) {
            const begin = Date.now();
            await copy();
            say(`Copied ${title} to volume ${place} in ${elapsed(Date.now() - begin)}`);
        }
        await container("stop", [postgres], options);
    } catch (error) {
        say(`Nothing of ${name} was changed; \`docker compose --project-name ${name} start\` brings it back`);
        throw error;
    }
}

async function container(action: "start" | "stop", names: readonly string[], { engine }: CopyOptions): Promise<void> {
    await docker({ engine, args: ["container", action, ...names], purpose: `docker ${action} of ${names.join(", ")}` });
}

async function waitForDatabase({ database }: Quickstart, { engine }: CopyOptions): Promise<void> {
    const ready = ["-H", engine, "exec", database.container, "pg_isready", "--quiet", "--host", "127.0.0.1"];
    for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(500)) {
        if ((await tryRun("docker", ready)) !== undefined) {
            return;
        }
    }
    await docker({ engine, args: ready.slice(2), purpose: `waiting for the database in ${database.container}` });
}
