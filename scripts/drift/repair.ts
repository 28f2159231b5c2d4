import { setTimeout as sleep } from "node:timers/promises";

import { Failure } from "../failure";
import { project } from "../project";
import type { Report } from "../toolchain/progress";
import { run } from "../toolchain/run";
import { commandOf } from "./command";
import { type DriftReport, remediesFor } from "./report";
import type { Step } from "./steps";

/** Runs `pulumi` with arguments. @returns its exit code */
export type Pulumi = (args: readonly string[]) => Promise<number>;

/**
 * Runs the commands that put a site right, each after it was told.
 *
 * @throws Failure when one of them fails, and before any is run when an update would lose data.
 */
export async function repair(report: DriftReport, pulumi: Pulumi, say: Report): Promise<void> {
    const steps = remediesFor(report);
    if (steps.length === 0) {
        throw new Failure(
            `site ${report.stack} is not repaired, an update that asks the engine would lose data: save what is in the ` +
                "volumes named above, remove them, and run this again",
        );
    }
    for (const step of steps) {
        say(`$ ${commandOf(step, report.stack, report.clients)}`);
        await perform(step, report, pulumi);
    }
}

/**
 * Looks again after a repair. A service that was paused or made anew may not have been tested since: it is given time.
 *
 * @param patience How long, in milliseconds. @default - a minute
 * @param period Time between two looks, in milliseconds. @default - two seconds
 */
export async function lookAgain(
    look: () => Promise<DriftReport>,
    patience = 60_000,
    period = 2_000,
): Promise<DriftReport> {
    const end = Date.now() + patience;
    for (;;) {
        const report = await look();
        if (!report.findings.some(({ drift }) => drift === "failing") || Date.now() >= end) {
            return report;
        }
        await sleep(period);
    }
}

async function perform(step: Step, { stack, clients }: DriftReport, pulumi: Pulumi): Promise<void> {
    switch (step.program) {
        case "docker":
            await clients[step.engine]!.run(...step.args);
            return;
        case "pulumi": {
            const [command = "", ...rest] = step.args;
            if ((await pulumi([command, "--yes", "--skip-preview", "--suppress-outputs", ...rest])) !== 0) {
                throw new Failure(`the update of site ${stack} failed: see above for what it says`);
            }
            return;
        }
        case "start":
            await run("npm", ["start", "--", "--stack", stack], { cwd: project });
    }
}
