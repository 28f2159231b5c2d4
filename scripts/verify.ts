/** `npm run verify`: asks a site that stands, as a user would, whether everything holds that was declared. */
import { styleText } from "node:util";

import { Command } from "commander";

import { main } from "./failure";
import { verifyEnvironments } from "./verify/environments";

const { stack, json } = new Command("npm run verify --")
    .description("Checks a site that is up, environment by environment, as its users would.")
    .option("-s, --stack <site>", "site to check, as in Pulumi.<site>.yaml", "dev")
    .option("--json", "print the checks as JSON")
    .parse()
    .opts<{ stack: string; json?: boolean }>();

main(async () => {
    const checks = await verifyEnvironments({ stack });
    const failed = checks.filter(({ failure }) => failure !== undefined);
    if (json) {
        console.log(JSON.stringify(checks, undefined, 2));
    } else {
        for (const { statement, failure } of checks) {
            console.log(
                failure === undefined
                    ? `${mark("green", "✓")} ${statement}`
                    : `${mark("red", "✗")} ${statement}: ${failure}`,
            );
        }
        console.log(`${checks.length - failed.length} of ${checks.length} checks hold`);
    }
    return failed.length === 0 ? 0 : 1;
});

function mark(colour: "green" | "red", sign: string): string {
    return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(colour, sign) : sign;
}
