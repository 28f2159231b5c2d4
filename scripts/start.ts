/** `npm start`: brings a site up, from whatever this machine has, and says what can be done with it. */
import { Command } from "commander";

import { main } from "./failure";
import { requirePolicies } from "./policies/check";
import { deadEngines } from "./stack/dead-engines";
import { diagnose } from "./stack/diagnosis";
import { lastWordsOfBuild } from "./stack/failed-build";
import { createStack } from "./stack/init";
import { checkPorts } from "./stack/ports";
import { nextSteps } from "./stack/next-steps";
import { prepare } from "./stack/prepare";
import { failedJobs } from "./stack/recovery";
import { runPulumi, runPulumiHere } from "./stack/run";
import { loadSite, publishedPorts } from "./stack/site";
import { checkSwarm } from "./stack/swarm";
import { Timings } from "./toolchain/progress";

const { stack } = new Command("npm start --")
    .description("Brings a site up: sets the machine up as far as needed, then runs `pulumi up`.")
    .option("-s, --stack <site>", "site to bring up, as in Pulumi.<site>.yaml", "dev")
    .parse()
    .opts<{ stack: string }>();

main(async () => {
    const timings = new Timings();
    const { engine, snapshot } = await prepare({ stack }, timings);
    const site = loadSite(stack);
    if (site.mode === "swarm") {
        await checkSwarm(engine);
    }
    await checkPorts(publishedPorts(site), { stack, engine });
    if (snapshot === undefined) {
        await createStack({ stack });
    }
    await timings.time("rules of the house", () => requirePolicies({ stack }));
    const up = ["up", "--yes", "--skip-preview", "--suppress-outputs"];
    const dead = await deadEngines(snapshot ?? {}, engine);
    if (dead.length > 0) {
        console.log(
            `Not running: ${dead.map(({ container }) => container).join(", ")}. Starting it before what it runs`,
        );
        const targets = dead.flatMap(({ urns }) => urns).flatMap((urn) => ["--target", urn]);
        await timings.time("pulumi up, engine", () => runPulumiHere([...up, "--refresh", ...targets], { stack }));
    }
    const again = failedJobs(snapshot ?? {}).flatMap((urn) => ["--replace", urn]);
    const rest = [...up, ...again, ...(dead.length > 0 ? ["--refresh"] : [])];
    const exitCode = await timings.time("pulumi up", () => runPulumiHere(rest, { stack }));
    console.log(exitCode === 0 ? nextSteps(stack, await outputs()) : await lastWords(engine));
    console.log(`\nTime taken:\n${timings.table()}`);
    return exitCode;
});

/** What a user needs in order to see why the update failed. */
async function lastWords(engine: string): Promise<string> {
    const build = await lastWordsOfBuild({ stack, engine });
    return [build, await diagnose(stack, engine)].filter(Boolean).join("\n");
}

async function outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await runPulumi(["stack", "output", "--json"], { stack });
    return JSON.parse(stdout) as Record<string, unknown>;
}
