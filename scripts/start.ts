/** `npm start`: brings a site up, from whatever this machine has, and says what can be done with it. */
import { Command } from "commander";

import { main } from "./failure";
import { requirePolicies } from "./policies/check";
import { deadEngines } from "./stack/dead-engines";
import { diagnose } from "./stack/diagnosis";
import { checkEngineVersion } from "./stack/engine-version";
import { lastWordsOfBuild } from "./stack/failed-build";
import { createStack } from "./stack/init";
import { checkPorts } from "./stack/ports";
import { nextSteps } from "./stack/next-steps";
import { prepare } from "./stack/prepare";
import { failedJobs } from "./stack/recovery";
import { runPulumi, runPulumiHere } from "./stack/run";
import { loadSite, publishedPorts } from "./stack/site";
import type { Snapshot } from "./stack/snapshot";
import { engineFinder, siteEngine, standingEngines } from "./stack/stack-engines";
import { checkSwarm } from "./stack/swarm";
import { Timings } from "./toolchain/progress";

const { stack } = new Command("npm start --")
    .description("Brings a site up: sets the machine up as far as needed, then runs `pulumi up`.")
    .option("-s, --stack <site>", "site to bring up, as in Pulumi.<site>.yaml", "dev")
    .parse()
    .opts<{ stack: string }>();

main(async () => {
    const timings = new Timings();
    const snapshot = await prepare({ stack }, timings);
    if (snapshot === undefined) {
        await createStack({ stack });
    }
    const site = loadSite(stack);
    const docker = await siteEngine({ stack });
    await checkEngineVersion(docker);
    if (site.mode === "swarm") {
        await checkSwarm(docker);
    }
    await checkPorts(publishedPorts(site), { stack, docker });
    await timings.time("rules of the house", () => requirePolicies({ stack }));
    const up = ["up", "--yes", "--skip-preview", "--suppress-outputs"];
    const started = await startEngines(snapshot ?? {}, up, timings);
    const again = failedJobs(snapshot ?? {}).flatMap((urn) => ["--replace", urn]);
    const rest = [...up, ...again, ...(started ? ["--refresh"] : [])];
    const exitCode = await timings.time("pulumi up", () => runPulumiHere(rest, { stack }));
    console.log(exitCode === 0 ? nextSteps(stack, await outputs()) : await lastWords());
    console.log(`\nTime taken:\n${timings.table()}`);
    return exitCode;
});

/** Starts the stack's own engines that do not run, those in others last. @returns whether there were any */
async function startEngines(snapshot: Snapshot, up: readonly string[], timings: Timings): Promise<boolean> {
    const started = new Set<string>();
    for (;;) {
        const dead = (await deadEngines(snapshot, engineFinder({ stack }))).filter(
            ({ container }) => !started.has(container),
        );
        if (dead.length === 0) {
            return started.size > 0;
        }
        const names = dead.map(({ container }) => container);
        console.log(`Not running: ${names.join(", ")}. Starting it before what it runs`);
        const targets = dead.flatMap(({ urns }) => urns).flatMap((urn) => ["--target", urn]);
        await timings.time("pulumi up, engine", () => runPulumiHere([...up, "--refresh", ...targets], { stack }));
        names.forEach((name) => started.add(name));
    }
}

/** What a user needs in order to see why the update failed. */
async function lastWords(): Promise<string> {
    const build = await lastWordsOfBuild({ stack });
    const reports = (await standingEngines({ stack })).map((docker) => diagnose(stack, docker));
    return [build, ...(await Promise.all(reports))].filter(Boolean).join("\n");
}

async function outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await runPulumi(["stack", "output", "--json"], { stack });
    return JSON.parse(stdout) as Record<string, unknown>;
}
