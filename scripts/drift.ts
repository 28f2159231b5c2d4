/** `npm run drift`: what was changed on a site's engines without an update, and what puts it right. */
import { Command } from "commander";

import { lookForDrift } from "./drift/look";
import { lookAgain, repair } from "./drift/repair";
import { type DriftReport, dataOf } from "./drift/report";
import { words } from "./drift/words";
import { main } from "./failure";
import { markdown } from "./review/markdown";
import { terminal } from "./review/terminal";
import { runPulumiHere } from "./stack/run";

const DRIFT = 2;

const options = new Command("npm run drift --")
    .description("Says what was changed on a site's engines behind Pulumi's back, and what puts it right.")
    .option("-s, --stack <site>", "site to look at, as in Pulumi.<site>.yaml", "dev")
    .option("--repair", "run the commands that put everything right, and look again")
    .option("--markdown", "print Markdown, as is done without a terminal")
    .option("--json", "print the findings as data, see docs/drift.md")
    .addHelpText("after", `\nExit codes: 0 for no drift, ${DRIFT} for drift, 1 when something could not be looked at.`)
    .parse()
    .opts<{ stack: string; repair?: boolean; markdown?: boolean; json?: boolean }>();

const progress = (line: string): void => console.error(line);

main(async () => {
    const { stack } = options;
    const found = await lookForDrift({ stack }, progress);
    if (!options.repair || found.findings.length === 0) {
        return print(found);
    }
    process.stderr.write(terminal(words(found), false));
    await repair(found, (args) => runPulumiHere(args, { stack }), progress);
    return print(await lookAgain(() => lookForDrift({ stack }, progress)));
});

/** @returns the exit code that says the same. */
function print(report: DriftReport): number {
    process.stdout.write(shown(report));
    const { findings, unseen } = report;
    return findings.length > 0 ? DRIFT : unseen.length > 0 ? 1 : 0;
}

function shown(report: DriftReport): string {
    if (options.json) {
        return `${JSON.stringify(dataOf(report), undefined, 2)}\n`;
    }
    return options.markdown || !process.stdout.isTTY
        ? markdown(words(report))
        : terminal(words(report), !process.env.NO_COLOR);
}
