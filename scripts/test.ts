/** `npm test`: every check and every test, on what the set-up provides; ends with `N passed, N failed`. */
import { imageNames } from "../images/catalogue";
import { main } from "./failure";
import { type Count, sum } from "./test/count";
import { fetchNode, otherNodes } from "./test/nodes";
import { integrationFiles } from "./test/integration-files";
import { check, mocha } from "./test/steps";
import { compose } from "./toolchain/compose";
import { engineHost } from "./toolchain/engine";
import { Timings } from "./toolchain/progress";
import { setup } from "./toolchain/setup";

const timings = new Timings();
const counts: Count[] = [];

// The tests keep states of their own, whatever the shell that runs them works on.
for (const name of ["BACKEND_URL", "CONFIG_PASSPHRASE", "CONFIG_PASSPHRASE_FILE", "STACK"]) {
    delete process.env[`PULUMI_${name}`];
}

main(async () => {
    await setup({ engine: await engineHost(undefined), images: imageNames, modules: [compose] }, timings);

    await step("types", () => check("tsc", []));
    await step("lint", () => check("eslint", ["."]));
    await step("format", () => check("prettier", ["--check", "--log-level", "warn", "."]));
    await step("unit tests", () => mocha("tests/unit/**/*.test.ts"));
    await step("property tests", () => mocha("tests/property/**/*.test.ts"));
    await step("fuzz tests", () => mocha("tests/fuzz/**/*.test.ts"));
    for (const version of otherNodes) {
        const node = await fetchNode(version, console.log);
        await step(`unit tests on Node ${version}`, () => mocha("tests/unit/**/*.test.ts", { node }));
    }
    await step("integration tests", integrationTests);

    const { passed, failed } = sum(counts);
    console.log(`\nTime taken:\n${timings.table()}\n\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
});

/** A failed step does not end the run: the sum shall say all that is wrong. */
async function step(title: string, work: () => Promise<Count>): Promise<void> {
    console.log(`\n── ${title}`);
    counts.push(await timings.time(title, work));
}

/** Environments are waited for more than they are worked on, so two files run side by side, the longest first. */
async function integrationTests(): Promise<Count> {
    const { default: limited } = await import("p-limit");
    const { together, alone } = integrationFiles();
    const width = Math.max(...[...together, ...alone].map((name) => name.length));
    const run = (name: string): Promise<Count> =>
        timings.time(`  ${name}`, () =>
            mocha(`tests/integration/${name}.test.ts`, { prefix: `${name.padEnd(width)} │ ` }),
        );
    const lane = limited(2);
    const results = await Promise.all(together.map((name) => lane(() => run(name))));
    for (const name of alone) {
        results.push(await run(name));
    }
    return sum(results);
}
