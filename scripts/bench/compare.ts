import { mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import { Failure } from "../failure";
import { objectsOf, removeObjects, standing } from "./engine-objects";
import type { Progress } from "./progress";
import type { Recorded } from "./recorded";
import { OPERATIONS, type Operation, type RivalName, type Samples } from "./results";
import { ComposeRival } from "./rivals/compose-rival";
import { PulumiRival } from "./rivals/pulumi-rival";
import type { Rival } from "./rivals/rival";
import { TofuRival, type TofuTools } from "./rivals/tofu-rival";
import type { Subject } from "./subjects";
import { timed } from "./timed";
import { caseTitle, operationTitle, rivalTitle } from "./words";

/** What is measured with. */
export interface Setting {
    /** Stack of whatever is on the engine, and what all of it is labelled with. */
    readonly stack: string;
    /** Folder for all files. */
    readonly folder: string;
    /** Address of the engine. */
    readonly engine: string;
    /** Programs of the rivals, each undefined where it is not measured. */
    readonly compose: string | undefined;
    readonly tofu: TofuTools | undefined;
    readonly rivals: readonly RivalName[];
    readonly samples: Samples;
    readonly progress: Progress;
    /** Ends everything when the user has had enough. */
    readonly signal: AbortSignal;
}

/** Steps that a subject takes. */
export function stepsOf(subject: Subject, rivals: readonly RivalName[]): number {
    const each = rivalsOf(subject, rivals).map((rival) => operationsOf(rival).length);
    return 1 + subject.runs * each.reduce((sum, operations) => sum + operations, 0);
}

function rivalsOf({ programs }: Subject, rivals: readonly RivalName[]): RivalName[] {
    return rivals.filter((rival) => rival === "compose" || rival === "opentofu" || programs[rival] !== undefined);
}

/** Compose keeps no state that could be refreshed. */
function operationsOf(rival: RivalName): Operation[] {
    return OPERATIONS.filter((operation) => rival !== "compose" || operation !== "refresh");
}

/** Every rival in turn brings the subject up, looks at it, changes it and removes it, and so again in each run. */
export async function compare(subject: Subject, setting: Setting): Promise<void> {
    const { progress, rivals } = setting;
    const title = caseTitle(subject.case, subject.size);
    const recorded = await progress.step(
        `${title}, what our own program makes, for the others`,
        () => record(subject, setting),
        ({ first }) => `${first.containers.length} containers`,
    );
    for (let run = 1; run <= subject.runs; run++) {
        for (const name of rivalsOf(subject, rivals)) {
            await cycle(await create(name, subject, recorded, setting), subject, recorded, setting, (operation) =>
                [`${title}, run ${run} of ${subject.runs}`, rivalTitle(name), operationTitle(operation)].join(", "),
            );
        }
    }
}

/** Our own update before anything is measured, which warms up what is cached as well. */
async function record(subject: Subject, setting: Setting): Promise<Recorded> {
    const rival = await PulumiRival.create(
        "hpc-stacks",
        subject.programs["hpc-stacks"],
        path.join(freshFolder(setting.folder, "recorded")),
        setting.stack,
    );
    const operate = async (operation: Operation) => timed(await rival.prepare(operation), setting.signal);
    await operate("up");
    const first = await rival.declaration();
    await operate("change");
    const changed = await rival.declaration();
    await operate("destroy");
    await checkGone(setting.stack, "our own program");
    return { first, changed };
}

async function create(
    name: RivalName,
    { programs }: Subject,
    recorded: Recorded,
    { folder, stack, compose, tofu, engine }: Setting,
): Promise<Rival> {
    const own = freshFolder(folder, name);
    switch (name) {
        case "compose":
            return new ComposeRival(compose!, own, stack, recorded);
        case "opentofu":
            return TofuRival.create(tofu!, own, recorded, engine);
        default:
            return PulumiRival.create(name, programs[name]!, own, stack);
    }
}

function freshFolder(folder: string, name: string): string {
    const own = path.join(folder, name);
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own, { recursive: true });
    return own;
}

/** From nothing to nothing. What a rival has done is looked at after each operation, so that none is fast by doing less. */
async function cycle(
    rival: Rival,
    subject: Subject,
    { first }: Recorded,
    { stack, samples, progress, signal }: Setting,
    title: (operation: Operation) => string,
): Promise<void> {
    const key = { case: subject.case, of: rival.name, size: subject.size };
    const expected = first.containers.map(({ name }) => name).sort();
    let before = new Map<string, string>();
    for (const operation of operationsOf(rival.name)) {
        const command = await rival.prepare(operation);
        const seconds = await progress.step(title(operation), () => timed(command, signal), inSeconds);
        samples.add({ ...key, measure: operation }, seconds);
        if (operation === "destroy") {
            continue;
        }
        const now = await objectsOf(stack, "container");
        if ([...now.keys()].sort().join() !== expected.join()) {
            throw new Failure(`${rivalTitle(rival.name)} made other containers: ${[...now.keys()].sort().join(", ")}`);
        }
        if (operation === "up") {
            before = now;
            const size = rival.stateSize();
            if (size !== undefined) {
                samples.add({ ...key, measure: "state" }, size);
            }
        }
        const replaced = expected.filter((name) => now.get(name) !== before.get(name));
        if ((operation === "change") !== replaced.length > 0) {
            throw new Failure(
                `${rivalTitle(rival.name)} replaced ${replaced.join(", ") || "nothing"} by "${operationTitle(operation)}"`,
            );
        }
        if (operation === "change") {
            samples.add({ ...key, measure: "replaced" }, replaced.length);
        }
    }
    await checkGone(stack, rivalTitle(rival.name));
}

const inSeconds = (seconds: number): string => `${seconds.toFixed(2)}s`;

async function checkGone(stack: string, whose: string): Promise<void> {
    const left = await standing(stack);
    if (left.length > 0) {
        await removeObjects(stack, ["container", "network", "volume"]);
        throw new Failure(`${whose} has left behind: ${left.join(", ")}`);
    }
}
