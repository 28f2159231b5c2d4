/** `npm run bench`: how fast this project is beside Docker Compose and OpenTofu, measured on one engine. */
import { rmSync } from "node:fs";
import * as path from "node:path";

import { Command, InvalidArgumentError, Option } from "commander";

import { RESULTS_FILE, readResults, renderPage, saveResults } from "./bench/files";
import { type Extent, measure } from "./bench/measure";
import { CASES, RIVALS } from "./bench/results";
import { tables } from "./bench/tables";
import { main } from "./failure";

/** A list of names, separated by commas; all of them unless given. */
function listOption<T extends string>(flags: string, description: string, known: readonly T[]): Option {
    const parse = (text: string): T[] =>
        text.split(",").map((name) => {
            const found = known.find((it) => it === name.trim());
            if (found === undefined) {
                throw new InvalidArgumentError(`There is no "${name}", choose among: ${known.join(", ")}.`);
            }
            return found;
        });
    return new Option(flags, `${description}: ${known.join(", ")}`).argParser(parse).default([...known], "all");
}

/** Parses a whole number from 1 on. */
function whole(text: string, most: number): number {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1 || number > most) {
        throw new InvalidArgumentError(`"${text}" is no whole number from 1 to ${most}.`);
    }
    return number;
}

/** Most services that three bridge networks and one machine can be expected to take. */
const MOST_SERVICES = 900;

interface Options extends Extent {
    readonly json: string;
    readonly render?: boolean;
}

const options = new Command("npm run bench --")
    .description(
        "Measures this project beside Docker Compose and OpenTofu: the same images, networks, volumes and waits, on " +
            "one engine, in turn. What the others need is built first, once.",
    )
    .addOption(listOption("--cases <list>", "what to measure", CASES))
    .addOption(listOption("--rivals <list>", "whom to measure", RIVALS))
    .addOption(
        new Option("--sizes <list>", "numbers of plain services")
            .argParser((text) => text.split(",").map((size) => whole(size, MOST_SERVICES)))
            .default([3, 40, 100, 300], "3,40,100,300"),
    )
    .option("--runs <count>", "how often each is measured", (text: string) => whole(text, 1000), 5)
    .option("--runs-large <count>", "the same, with more than 100 services", (text: string) => whole(text, 1000), 3)
    .option("--tofu <program>", "OpenTofu or Terraform (default: `tofu` on PATH, else OpenTofu is built)")
    .option(
        "--port <port>",
        "port of this machine for OpenCHAMI's gateway",
        (text: string) => whole(text, 65535),
        28443,
    )
    .option("--profile <folder>", "keep CPU profiles of the programs there, from runs that are not measured")
    .addOption(
        new Option("--json <file>", "where the raw data goes").default(RESULTS_FILE, path.relative("", RESULTS_FILE)),
    )
    .option("--render", "measure nothing: make docs/benchmarks.md and its plots anew from docs/benchmarks.json")
    .addHelpText(
        "after",
        `
Everything takes about two hours on two cores. With --json the page stays as it is, and the tables are printed.
Exit codes: 0 when all was measured, 1 when something failed, 130 when interrupted. In any case all that was made is
removed, and what was measured until then is kept in <file>.partial.`,
    )
    .parse()
    .opts<Options>();

main(async () => {
    if (options.render) {
        await renderPage(readResults(RESULTS_FILE));
        return 0;
    }
    const interrupted = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.on(signal, () => interrupted.abort());
    }
    try {
        const results = await measure(options, interrupted.signal, (partial) =>
            saveResults(`${options.json}.partial`, partial),
        );
        await saveResults(options.json, results);
        rmSync(`${options.json}.partial`, { force: true });
        if (options.json === RESULTS_FILE) {
            await renderPage(results);
        }
        console.log(tables(results));
        return 0;
    } catch (error) {
        if (interrupted.signal.aborted) {
            console.error("Interrupted: all that was made is removed");
            return 130;
        }
        throw error;
    }
});
