import { markdown } from "../../scripts/review/markdown";
import { planOf } from "../../scripts/review/plan";
import { type Report, reportOf } from "../../scripts/review/report";
import { type Question, previewSite } from "../../scripts/review/run";
import { words } from "../../scripts/review/words";
import type { StackOptions } from "../../scripts/stack/run";

/** A report as `npm run report` makes it. */
export async function review(options: StackOptions, question?: Question, ...args: string[]): Promise<Report> {
    return reportOf(options.stack, planOf(await previewSite(options, question, args)));
}

/** The report in words, without its heading, and with `<site>` for the name of the stack. */
export function said(report: Report): string {
    return markdown(words(report)).replaceAll(report.stack, "<site>").replace("## Site `<site>`\n\n", "");
}
