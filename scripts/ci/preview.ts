import { isRefused, violationsIn } from "../policies/check";
import { withViolations } from "../policies/words";
import { markdown } from "../review/markdown";
import { planOf } from "../review/plan";
import { reportOf } from "../review/report";
import { previewSite } from "../review/run";
import { words } from "../review/words";
import { checkSite, siteNames } from "../site/check";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";

/** What a pull request is told of a site. */
export interface SiteReview {
    readonly site: string;
    /** The report as Markdown. */
    readonly text: string;
    /** Whether the site could be brought up, and breaks no mandatory rule of the house. */
    readonly usable: boolean;
}

/** By this a comment is found again, so that there is one, and always the latest. */
export const MARK = "<!-- hpc-stacks: what an update of each site would do -->";

/** Reviews every site of the project, one after the other. A wrong site file is told as `npm run site:check` tells it. */
export async function reviewSites(
    say: (line: string) => void,
    names = siteNames(),
    options: Omit<StackOptions, "stack"> = {},
): Promise<SiteReview[]> {
    const reviews: SiteReview[] = [];
    for (const site of names) {
        say(`Asking Pulumi what would happen to site ${site}`);
        reviews.push(await reviewSite({ ...options, stack: site }));
    }
    return reviews;
}

/** The reviews of all sites as one comment. */
export function comment(reviews: readonly SiteReview[]): string {
    return [MARK, ...reviews.map(({ text }) => text.trimEnd())].join("\n\n") + "\n";
}

async function reviewSite(options: StackOptions): Promise<SiteReview> {
    const { faults } = checkSite(options.stack, options.file);
    const plan = planOf(faults ? { steps: [], diagnostics: [] } : await previewSite(options));
    const report = reportOf(options.stack, faults ? { ...plan, problems: [faults] } : plan);
    const usable = report.problems.length === 0;
    const violations = usable ? violationsIn(plan, loadSite(options.stack, options.file)) : [];
    const text = markdown(withViolations(words(report), violations));
    return { site: options.stack, text, usable: usable && !isRefused(violations) };
}
