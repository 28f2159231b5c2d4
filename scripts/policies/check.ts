import { type Violation, violationsOf } from "../../policies/rules";
import { settingsOf } from "../../policies/settings";
import type { Site } from "../../stacks/site";
import { Failure } from "../failure";
import { markdown } from "../review/markdown";
import { type Plan, planOf } from "../review/plan";
import { previewSite } from "../review/run";
import { terminal } from "../review/terminal";
import type { StackOptions } from "../stack/run";
import { loadSite } from "../stack/site";
import { policyWords } from "./words";

/** Violations among what a site would be after an update. */
export function violationsIn({ after }: Plan, site: Site): Violation[] {
    return violationsOf(after, settingsOf(site));
}

/** Whether a site is refused for any of them. */
export function isRefused(violations: readonly Violation[]): boolean {
    return violations.some(({ level }) => level === "mandatory");
}

/**
 * Previews a site and checks what it would be.
 * @throws Failure with what Pulumi and the program said where it cannot be brought up.
 */
export async function checkPolicies(options: StackOptions): Promise<Violation[]> {
    const site = loadSite(options.stack, options.file);
    const plan = planOf(await previewSite(options));
    if (plan.problems.length > 0) {
        throw new Failure(`site ${options.stack} cannot be brought up:\n${plan.problems.join("\n")}`);
    }
    return violationsIn(plan, site);
}

/**
 * Lets a site pass that breaks no mandatory rule. What it breaks of the others is printed.
 * @throws Failure with all violations.
 */
export async function requirePolicies(options: StackOptions): Promise<void> {
    const violations = await checkPolicies(options);
    if (isRefused(violations)) {
        const levels = `docs/policies.md says how a site changes the level of a rule`;
        throw new Failure(`nothing was changed:\n\n${shown(options.stack, violations)}\n${levels}`);
    }
    if (violations.length > 0) {
        console.log(shown(options.stack, violations));
    }
}

/** Violations of a site in words: for a terminal where there is one, else as Markdown. */
export function shown(stack: string, violations: readonly Violation[], asMarkdown = !process.stdout.isTTY): string {
    const page = policyWords(stack, violations);
    return asMarkdown ? markdown(page) : terminal(page, !process.env.NO_COLOR);
}
