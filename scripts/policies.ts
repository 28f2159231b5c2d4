/** `npm run policies`: whether a site holds to the rules of the house. Needs no Docker engine. */
import { Command } from "commander";

import { rules } from "../policies/rules";
import { settingsOf } from "../policies/settings";
import { main } from "./failure";
import { checkPolicies, isRefused, shown } from "./policies/check";
import { loadSite } from "./stack/site";

const command = new Command("npm run policies --")
    .description("Checks what a site would be against the rules of the house, all violations at once.")
    .option("-s, --stack <site>", "site to check, as in Pulumi.<site>.yaml", "dev")
    .option("--list", "print the rules and how the site holds them, without a preview")
    .option("--markdown", "print Markdown, as is done without a terminal")
    .option("--json", "print the violations, or the rules, as data")
    .addHelpText(
        "after",
        "\nExit codes: 0 when no mandatory rule is broken, 1 when one is, or the site cannot be used.",
    )
    .parse();
const { stack, list, markdown, json } = command.opts<{
    stack: string;
    list?: boolean;
    markdown?: boolean;
    json?: boolean;
}>();

main(async () => {
    if (list) {
        process.stdout.write(listed());
        return 0;
    }
    console.error(`Checking what site ${stack} would be against the rules of the house`);
    const violations = await checkPolicies({ stack });
    process.stdout.write(json ? data(violations) : shown(stack, violations, markdown || !process.stdout.isTTY));
    return isRefused(violations) ? 1 : 0;
});

function listed(): string {
    const { levels } = settingsOf(loadSite(stack));
    const held = rules.map(({ name, description }) => ({ rule: name, level: levels[name], description }));
    const line = ({ rule, level, description }: (typeof held)[number]): string =>
        `${rule.padEnd(24)}${level.padEnd(11)}${description}\n`;
    return json ? data(held) : held.map(line).join("");
}

function data(value: unknown): string {
    return `${JSON.stringify(value, undefined, 2)}\n`;
}
