import { isRefused, violationsIn } from "../policies/check";
import { withViolations } from "../policies/words";
import { markdown } from "../review/markdown";
import { type Plan, planOf } from "../review/plan";
import { reportOf } from "../review/report";
import { previewSite } from "../review/run";
import { words } from "../review/words";
import { checkSite, siteNames } from "../site/check";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { mermaid } from "../topology/mermaid";
import { sceneOf } from "../topology/scene";
import { changedEnvironments, topologyOf } from "../topology/topology-of";

/** What a pull request is told of a site. */
export interface SiteReview {
    readonly site: string;
    /** The report as Markdown. */
    readonly text: string;
    /** What changes as a picture, folded away, as Markdown. @default - nothing that is drawn changes */
    readonly picture?: string;
    /** Whether the site could be brought up, and breaks no mandatory rule of the house. */
    readonly usable: boolean;
}

/** By this a comment is found again, so that there is one, and always the latest. */
export const MARK = "<!-- hpc-stacks: what an update of each site would do -->";

/**
 * Characters that a comment may have; GitHub takes 65,536, and GitLab more. Some are left for what a forge may count
 * differently.
 */
const LONGEST = 65_000;

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

/** The reviews of all sites as one comment. Pictures that would make it too long give way to a word on how to draw them. */
export function comment(reviews: readonly SiteReview[]): string {
    const shown = reviews.map(({ site, text, picture }) => ({
        text: text.trimEnd(),
        picture,
        instead: `The picture of what changes does not fit here: \`npm run topology -- --stack ${site} --changes\` draws it.`,
    }));
    const drawn = shown.filter(({ picture }) => picture !== undefined);
    const withPictures = (count: number): string => {
        const kept = new Set(drawn.slice(0, count));
        const parts = shown.flatMap((review) =>
            review.picture === undefined
                ? [review.text]
                : [review.text, kept.has(review) ? review.picture : review.instead],
        );
        return `${[MARK, ...parts].join("\n\n")}\n`;
    };
    const counts = drawn.map((_, index) => drawn.length - index);
    return counts.map(withPictures).find(({ length }) => length <= LONGEST) ?? withPictures(0);
}

async function reviewSite(options: StackOptions): Promise<SiteReview> {
    const { stack: site, file } = options;
    const { faults } = checkSite(site, file);
    const plan = planOf(faults ? { steps: [], diagnostics: [] } : await previewSite(options));
    const report = reportOf(site, plan);
    const problems = faults ? [faults] : report.problems;
    const usable = problems.length === 0;
    const violations = usable ? violationsIn(plan, loadSite(site, file)) : [];
    const text = markdown(withViolations(words({ ...report, problems }), violations));
    const picture = usable ? pictureOf(site, plan) : undefined;
    return { site, text, usable: usable && !isRefused(violations), picture };
}

/** Environments of which something changes that is drawn. */
function pictureOf(site: string, plan: Plan): string | undefined {
    const environments = changedEnvironments(topologyOf(site, plan));
    if (environments.length === 0) {
        return undefined;
    }
    const drawing = mermaid(sceneOf(topologyOf(site, plan, { environments })));
    return `<details><summary>What changes, as a picture</summary>\n\n\`\`\`mermaid\n${drawing}\`\`\`\n\n</details>`;
}
