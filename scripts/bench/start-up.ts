import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { Failure } from "../failure";
import { project } from "../project";
import type { Setting } from "./compare";
import { PulumiRival } from "./rivals/pulumi-rival";
import { type ProgramName, serviceProgram } from "./subjects";
import { timed } from "./timed";
import { rivalTitle } from "./words";

/** Programs that are measured alone, by whom each stands for. */
const PROGRAMS = { output: "output", "bare-pulumi": "bare", "hpc-stacks": "components" } as const;
type Measured = keyof typeof PROGRAMS;

/** A program, and how many services it declares: none tells what it costs to load what it needs. */
interface StartUp {
    readonly of: Measured;
    readonly size: number;
}

/** What is started in each run. */
export function startUps(sizes: readonly number[], rivals: readonly string[]): StartUp[] {
    const declaring = (["bare-pulumi", "hpc-stacks"] as const).filter((of) => rivals.includes(of));
    return [
        { of: "output", size: 0 },
        ...[0, ...sizes].flatMap((size) => declaring.map((of): StartUp => ({ of, size }))),
    ];
}

/** What process-usage.cjs writes down. */
const usageSchema = z.object({ argv: z.array(z.string()), wall: z.number(), cpu: z.number(), memory: z.number() });
type Usage = z.output<typeof usageSchema>;

/** Measures programs in previews of everything as new, which touches nothing on the engine. */
export async function measureStartUps(
    starts: readonly StartUp[],
    runs: number,
    image: string,
    setting: Setting,
    profiles: string | undefined,
): Promise<void> {
    for (let run = 1; run <= runs; run++) {
        for (const { of, size } of starts) {
            const title = `start-up, run ${run} of ${runs}, ${rivalTitle(of)}${of === "output" ? "" : `, ${size} services`}`;
            const { wall, cpu, memory } = await setting.progress.step(
                title,
                () => usageOf(PROGRAMS[of], image, size, setting),
                (usage) => `${usage.wall.toFixed(2)}s, ${usage.cpu.toFixed(2)}s CPU`,
            );
            setting.samples.add({ case: "start-up", of, size, measure: "wall" }, wall);
            setting.samples.add({ case: "start-up", of, size, measure: "cpu" }, cpu);
            setting.samples.add({ case: "start-up", of, size, measure: "memory" }, memory);
        }
    }
    // Apart from what is measured, because to look costs time.
    for (const { of, size } of profiles === undefined ? [] : starts) {
        const folder = path.join(profiles!, `${of}-${size}`);
        await setting.progress.step(
            `profile of ${rivalTitle(of)}, ${size} services`,
            () => usageOf(PROGRAMS[of], image, size, setting, folder),
            () => folder,
        );
    }
}

/** What the process of a program uses in one preview. */
async function usageOf(
    name: ProgramName,
    image: string,
    services: number,
    { folder, stack, signal }: Setting,
    profile?: string,
): Promise<Usage> {
    const own = mkdtempSync(path.join(folder, "start-up-"));
    const usage = path.join(own, "usage");
    mkdirSync(usage);
    if (profile !== undefined) {
        mkdirSync(profile, { recursive: true });
    }
    try {
        const rival = await PulumiRival.create("hpc-stacks", serviceProgram(name, image, services), own, stack);
        const script = path.join(project, "scripts", "bench", "process-usage.cjs");
        const command = rival.previewCommand({
            ...rival.nodeOptions(`--require ${JSON.stringify(script)}`),
            HPC_STACKS_USAGE: usage,
            ...(profile !== undefined && { HPC_STACKS_PROFILE: path.resolve(profile) }),
        });
        await timed(command, signal);
        return programAmong(
            readdirSync(usage).map((file) =>
                usageSchema.parse(JSON.parse(readFileSync(path.join(usage, file), "utf8"))),
            ),
        );
    } finally {
        rmSync(own, { recursive: true, force: true });
    }
}

/** The one that ran the program, among all processes of Node that Pulumi has started. */
export function programAmong(usages: readonly Usage[]): Usage {
    const programs = usages.filter(({ argv }) => /[\\/]pulumi[\\/]cmd[\\/]run(?:[\\/]|$)/.test(argv[1] ?? ""));
    if (programs.length !== 1) {
        throw new Failure(`Pulumi has run ${programs.length} programs, where one was expected`);
    }
    return programs[0]!;
}
