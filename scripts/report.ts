/** `npm run report`: what an update of a site would do, in words that a reviewer can act on. */
import { Command } from "commander";

import type { Violation } from "../policies/rules";
import { main } from "./failure";
import { violationsIn } from "./policies/check";
import { withViolations } from "./policies/words";
import { markdown } from "./review/markdown";
import { planOf } from "./review/plan";
import { type Report, changesNothing, reportOf } from "./review/report";
import { previewSite } from "./review/run";
import { terminal } from "./review/terminal";
import { words } from "./review/words";
import { loadSite } from "./stack/site";

const UNEXPECTED = 2;

const command = new Command("npm run report --")
    .description("Says what an update of a site would do: data at stake first, then each environment.")
    .argument("[pulumi...]", "further arguments of `pulumi preview`, after --, such as --refresh or --replace <urn>")
    .option("-s, --stack <site>", "site to report on, as in Pulumi.<site>.yaml", "dev")
    .option("--destroy", "say what removing the site would do instead")
    .option("--markdown", "print Markdown, as is done without a terminal")
    .option("--json", "print the report as data, see docs/review.md")
    .option("--expect-no-changes", `end with exit code ${UNEXPECTED} when there are changes`)
    .addHelpText("after", "\nExit codes: 0 for a report, 1 when the update cannot be made.")
    .parse();
const options = command.opts<{
    stack: string;
    destroy?: boolean;
    markdown?: boolean;
    json?: boolean;
    expectNoChanges?: boolean;
}>();

main(async () => {
    const { stack, destroy, expectNoChanges } = options;
    console.error(`Asking Pulumi what would happen to site ${stack}`);
    const preview = await previewSite({ stack }, destroy ? "destroy" : "preview", command.args);
    const plan = planOf(preview);
    const report = reportOf(stack, plan);
    process.stdout.write(shown(report, report.problems.length > 0 ? [] : violationsIn(plan, loadSite(stack))));
    if (report.problems.length > 0) {
        return 1;
    }
    if (expectNoChanges && !changesNothing(report)) {
        console.error(`error: no changes were expected of site ${stack}, but there are`);
        return UNEXPECTED;
    }
    return 0;
});

function shown(report: Report, violations: readonly Violation[]): string {
    if (options.json) {
        return `${JSON.stringify({ ...report, violations }, undefined, 2)}\n`;
    }
    const page = withViolations(words(report), violations);
    return options.markdown || !process.stdout.isTTY ? markdown(page) : terminal(page, !process.env.NO_COLOR);
}
