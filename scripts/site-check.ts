/** `npm run site:check`: whether site files can be used, with no engine and without Pulumi. */
import { styleText } from "node:util";

import { Command } from "commander";

import { main } from "./failure";
import { checkSite, siteNames } from "./site/check";

const command = new Command("npm run site:check --")
    .description("Checks site files: every mistake, by its key. Asks neither an engine nor Pulumi.")
    .argument("[site...]", "sites to check, as in Pulumi.<site>.yaml (default: all)")
    .option("--json", "print the verdicts as JSON")
    .parse();

main(async () => {
    const names = command.args.length > 0 ? command.args : siteNames();
    const checked = names.map((name) => checkSite(name));
    if (command.opts<{ json?: boolean }>().json) {
        console.log(JSON.stringify(checked, undefined, 2));
    } else {
        for (const { site, faults } of checked) {
            console.log(faults === undefined ? `${mark("green", "✓")} ${site}` : `${mark("red", "✗")} ${faults}`);
        }
    }
    return Promise.resolve(checked.every(({ faults }) => faults === undefined) ? 0 : 1);
});

function mark(colour: "green" | "red", sign: string): string {
    return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(colour, sign) : sign;
}
