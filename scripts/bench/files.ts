import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { format } from "prettier";

import { Failure } from "../failure";
import { project } from "../project";
import { withTables } from "./page";
import { plot } from "./plot";
import { type Results, resultsSchema } from "./results";

/** Raw data of the run that the page tells of. */
export const RESULTS_FILE = path.join(project, "docs", "benchmarks.json");
const PAGE_FILE = path.join(project, "docs", "benchmarks.md");
const PLOT_FILE = path.join(project, "docs", "benchmarks.svg");

/** @throws Failure where there are none, or they are no results. */
export function readResults(file: string): Results {
    if (!existsSync(file)) {
        throw new Failure(`${file} does not exist: run \`npm run bench\` first`);
    }
    const parsed = resultsSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (!parsed.success) {
        throw new Failure(`${file} holds no results of a benchmark: ${parsed.error.message}`);
    }
    return parsed.data;
}

/** Writes raw data as the project's files are written. */
export async function saveResults(file: string, results: Results): Promise<void> {
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, await format(JSON.stringify(results), { parser: "json", printWidth: 120, tabWidth: 2 }));
    renameSync(aside, file);
}

/** The page and its plot, as they are committed. */
export async function rendered(results: Results): Promise<{ page: string; svg: string }> {
    const page = withTables(readFileSync(PAGE_FILE, "utf8"), results);
    return { page: await format(page, { parser: "markdown", printWidth: 120, tabWidth: 2 }), svg: plot(results) };
}

/** Writes the page and its plot. */
export async function renderPage(results: Results): Promise<void> {
    const { page, svg } = await rendered(results);
    writeFileSync(PAGE_FILE, page);
    writeFileSync(PLOT_FILE, svg);
}
