import { type Case, type Measure, OPERATIONS, RIVALS, type Result, type Results, type RivalName } from "./results";
import { type Summary, summaryOf } from "./statistics";
import { costPerService, outcomesOf, ratio, verdict } from "./targets";
import { caseTitle, operationTitle, rivalTitle } from "./words";

/** What was found out, as Markdown: a heading and a table each for whatever was measured. */
export function tables(results: Results): string {
    const sections = [
        section("Targets", targetsTable(results.results)),
        section("OpenCHAMI", operationsTable(results.results, "openchami")),
        section("Plain services", operationsTable(results.results, "services")),
        section("Containers replaced by one change", countsTable(results.results)),
        section("Programs alone", startUpTable(results.results)),
        section("State files", stateTable(results.results)),
        section("Measured on", aboutTable(results)),
    ];
    return sections.filter((text) => text !== undefined).join("\n\n");
}

function section(title: string, rows: readonly (readonly string[])[]): string | undefined {
    return rows.length < 2 ? undefined : `### ${title}\n\n${markdown(rows)}`;
}

/** Rows with the heading first; all but the first column are numbers. */
function markdown([heading = [], ...rows]: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    const rule = heading.map((_, index) => (index === 0 ? "---" : "---:"));
    return [line(heading), line(rule), ...rows.map(line)].join("\n");
}

function targetsTable(results: readonly Result[]): string[][] {
    const rows = outcomesOf(results)
        .filter(({ measured }) => measured !== undefined)
        .map((outcome) => [outcome.target, `${outcome.measured!.toFixed(2)} ${outcome.unit}`, verdict(outcome)]);
    return [["target", "measured", "outcome"], ...rows];
}

/** Median seconds of every operation, least and most, and our median as a multiple of the others'. */
function operationsTable(results: readonly Result[], name: Case): string[][] {
    const rivals = measuredRivals(results, name);
    const rows = OPERATIONS.flatMap((operation) =>
        sizesOf(results, name).map((size) => {
            const found = new Map(
                rivals.map((of) => [of, summaryOf(results, { case: name, of, size, measure: operation })]),
            );
            const ours = found.get("hpc-stacks")?.median;
            const to = (rival: RivalName): string => factor(ratio(ours, found.get(rival)?.median));
            return [
                name === "services" ? `${operationTitle(operation)}, ${size}` : operationTitle(operation),
                ...rivals.map((of) => spread(found.get(of))),
                to("compose"),
                to("opentofu"),
                runsOf([...found.values()]),
            ];
        }),
    );
    return [["seconds", ...rivals.map(rivalTitle), "hpc-stacks to compose", "hpc-stacks to OpenTofu", "runs"], ...rows];
}

function countsTable(results: readonly Result[]): string[][] {
    return rivalsTable(results, "replaced", "", 1);
}

function startUpTable(results: readonly Result[]): string[][] {
    const programs = (["output", "bare-pulumi", "hpc-stacks"] as const).flatMap((of) =>
        sizesOf(results, "start-up", of).map((size) => ({ of, size })),
    );
    const rows = programs.map(({ of, size }) => {
        const found = (measure: "wall" | "cpu" | "memory") =>
            summaryOf(results, { case: "start-up", of, size, measure });
        const cost = of === "output" ? undefined : costPerService(results, of, size);
        return [
            of === "output" ? rivalTitle(of) : `${rivalTitle(of)}, ${size} services`,
            spread(found("wall")),
            spread(found("cpu")),
            plain(found("memory")?.median, 2 ** 20),
            cost === undefined ? "" : (cost * 1000).toFixed(1),
            runsOf([found("wall")]),
        ];
    });
    return [["program", "wall, s", "CPU, s", "peak memory, MiB", "CPU per service, ms", "runs"], ...rows];
}

function stateTable(results: readonly Result[]): string[][] {
    return rivalsTable(results, "state", "KiB", 1024);
}

/** Medians of one measure, in a unit, of whoever has it. */
function rivalsTable(results: readonly Result[], measure: Measure, corner: string, unit: number): string[][] {
    const measured = results.filter((it) => it.measure === measure);
    const rivals = RIVALS.filter((of) => measured.some((it) => it.of === of));
    const rows = (["openchami", "services"] as const).flatMap((name) =>
        sizesOf(measured, name).map((size) => [
            caseTitle(name, size),
            ...rivals.map((of) => plain(summaryOf(measured, { case: name, of, size, measure })?.median, unit)),
        ]),
    );
    return [[corner, ...rivals.map(rivalTitle)], ...rows];
}

function aboutTable({ date, machine, tools }: Results): string[][] {
    return [["", ""], ["Date", date], ...Object.entries(machine), ...Object.entries(tools)];
}

function measuredRivals(results: readonly Result[], name: Case): RivalName[] {
    return RIVALS.filter((of) => results.some((it) => it.case === name && it.of === of));
}

/** Numbers of services that were measured, the smallest first. */
export function sizesOf(results: readonly Result[], name: Case, of?: Result["of"]): number[] {
    const found = results
        .filter((it) => it.case === name && (of === undefined || it.of === of))
        .map(({ size }) => size);
    return [...new Set(found)].sort((a, b) => a - b);
}

function spread(summary: Summary | undefined): string {
    return summary === undefined
        ? ""
        : `**${seconds(summary.median)}** (${seconds(summary.min)}–${seconds(summary.max)})`;
}

function seconds(value: number): string {
    return value.toFixed(value < 10 ? 2 : 1);
}

function factor(value: number | undefined): string {
    return value === undefined ? "" : `${value.toFixed(2)} ×`;
}

function plain(value: number | undefined, unit = 1): string {
    return value === undefined ? "" : String(Math.round(value / unit));
}

function runsOf(summaries: readonly (Summary | undefined)[]): string {
    const runs = [...new Set(summaries.flatMap((summary) => summary?.runs ?? []))].sort((a, b) => a - b);
    return runs.join(", ");
}
