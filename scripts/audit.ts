/** `npm run audit`: whether anything that we use, or build from source, has a known vulnerability. */
import { Command, Option } from "commander";

import { accepted } from "./audit/accepted";
import type { Answer } from "./audit/answer";
import { type GoOptions, SCANS, askGo } from "./audit/go";
import { askNpm } from "./audit/npm";
import { linesOf, summaryOf } from "./audit/summary";
import { Failure, main } from "./failure";
import { project } from "./project";

const command = new Command("npm run audit --")
    .description("Asks the npm registry and the Go vulnerability database about everything that we use or build.")
    .option("--go-database <url>", "copy of the Go vulnerability database, also file:// (default: the public one)")
    .addOption(
        new Option("--scan <level>", "what counts: a vulnerable package that is linked, or a symbol that is called")
            .choices(SCANS)
            .default("package"),
    )
    .option("--json", "print the summary as JSON")
    .addHelpText(
        "after",
        "\nExit codes: 0 for nothing known, 1 for findings, 2 when not everything could be asked about.\n" +
            "Findings that do no harm are accepted, with a reason and a last day, in scripts/audit/accepted.ts.",
    )
    .parse();

main(async () => {
    const { goDatabase, scan, json } = command.opts<
        { goDatabase?: string; json?: boolean } & Pick<GoOptions, "scan">
    >();
    const report = (message: string) => console.error(`Asking about ${message}`);
    report("npm packages");
    const answers = [await askNpm(project), ...(await goAnswers({ database: goDatabase, scan }))];
    const summary = summaryOf(answers, accepted, new Date().toISOString().slice(0, 10));
    console.log(json ? JSON.stringify(summary, undefined, 2) : linesOf(summary).join("\n"));
    return summary.exitCode;
});

/** Where there is no Go, or govulncheck cannot be built, npm's answer still counts. */
async function goAnswers(options: GoOptions): Promise<Answer[]> {
    try {
        return await askGo(options, (message) => console.error(`Go modules: ${message}`));
    } catch (error) {
        if (error instanceof Failure) {
            return [{ about: "Go modules", findings: [], problem: error.message }];
        }
        throw error;
    }
}
