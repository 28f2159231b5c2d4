import { writeFileSync } from "node:fs";

import Mocha from "mocha";

/** Mocha's own report, and the numbers in the file that `HPC_STACKS_TEST_COUNT` names, to be summed over all runs. */
class CountingReporter extends Mocha.reporters.Spec {
    constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
        super(runner, options);
        runner.once("end", () => {
            const file = process.env.HPC_STACKS_TEST_COUNT;
            if (file !== undefined) {
                const { passes, failures } = this.stats;
                writeFileSync(file, JSON.stringify({ passed: passes, failed: failures }));
            }
        });
    }
}

// Mocha requires the class itself.
export = CountingReporter;
