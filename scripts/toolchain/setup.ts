import { Listr, PRESET_TIMER } from "listr2";

import { type Report, type Timings, elapsed } from "./progress";
import type { PulumiTools } from "./pulumi/tools";
import { type Needs, type Task, plan } from "./tasks";

/**
 * Makes this machine ready for a site: engine, Pulumi, and everything that its images are made of. Only what is
 * missing is built, so on a machine that is ready it ends at once.
 *
 * @returns Pulumi, to run the program with.
 */
export async function setup(needs: Needs, timings: Timings): Promise<PulumiTools> {
    const { tasks, finish, pulumi } = await plan(needs);
    await show(tasks, timings);
    await show(finish, timings);
    return pulumi();
}

/** Runs tasks and shows what each is doing: live lines on a terminal, else a plain line for each change. */
async function show(tasks: readonly Task[], timings: Timings): Promise<void> {
    const timed = tasks.map(({ title, work }) => ({
        title,
        work: (report: Report) => timings.time(title, () => work(report)),
    }));
    await (process.stdout.isTTY && !process.env.CI ? showLive(timed) : showPlain(timed));
}

async function showLive(tasks: readonly Task[]): Promise<void> {
    const list = tasks.map(({ title, work }) => ({
        title,
        task: (_: unknown, line: { output: string }) => withClock((message) => (line.output = message), work),
    }));
    // The error is shown by the script that ends with it.
    const rendererOptions = { timer: PRESET_TIMER, showErrorMessage: false };
    await new Listr(list, { concurrent: true, rendererOptions }).run();
}

async function showPlain(tasks: readonly Task[]): Promise<void> {
    const show = async ({ title, work }: Task) => {
        const begin = Date.now();
        await work((message) => console.log(`${title}: ${message}`));
        console.log(`${title}: done in ${elapsed(Date.now() - begin)}`);
    };
    await Promise.all(tasks.map(show));
}

/** Runs work and adds to its latest message for how long it has been true. */
async function withClock(print: Report, work: Task["work"]): Promise<void> {
    let message = "";
    let since = Date.now();
    const tick = setInterval(() => message && print(`${message} ${elapsed(Date.now() - since)}`), 1000);
    try {
        await work((next) => {
            message = next;
            since = Date.now();
            print(message);
        });
    } finally {
        clearInterval(tick);
    }
}
