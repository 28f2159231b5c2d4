import { Listr, PRESET_TIMER } from "listr2";

import { type Timings, elapsed } from "./progress";
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
    await show(tasks, timings, true);
    await show(finish, timings, false);
    return pulumi();
}

/** Runs tasks and shows what each is doing: live lines on a terminal, else a plain line for each change. */
async function show(tasks: readonly Task[], timings: Timings, concurrent: boolean): Promise<void> {
    const live = process.stdout.isTTY && !process.env.CI;
    const list = tasks.map(({ title, work }) => ({
        title,
        task: (_: unknown, shown: { output: string }) =>
            timings.time(title, () => {
                const print = (line: string) => (shown.output = live ? line : `${title}: ${line}`);
                const reporter = new Reporter(print, live);
                return work((message) => reporter.say(message)).finally(() => reporter.end());
            }),
    }));
    const timer = { timer: PRESET_TIMER };
    await (
        live
            ? new Listr(list, {
                  concurrent,
                  renderer: "default",
                  rendererOptions: { ...timer, showErrorMessage: false },
              })
            : new Listr(list, { concurrent, renderer: "verbose", rendererOptions: { ...timer, logTitleChange: true } })
    ).run();
}

/** Shows the latest message of a task, on a terminal with the time since it began. */
class Reporter {
    private message = "";
    private begin = Date.now();
    private readonly tick: NodeJS.Timeout | undefined;

    constructor(
        private readonly print: (line: string) => void,
        live: boolean,
    ) {
        this.tick = live ? setInterval(() => this.message && this.refresh(), 1000) : undefined;
    }

    say(message: string): void {
        this.message = message;
        this.begin = Date.now();
        this.print(message);
    }

    end(): void {
        clearInterval(this.tick);
    }

    private refresh(): void {
        this.print(`${this.message} ${elapsed(Date.now() - this.begin)}`);
    }
}
