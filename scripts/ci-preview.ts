/** `npm run ci:preview`: what a pull request would do to every site, as one comment. Needs no Docker engine. */
import { writeFileSync } from "node:fs";

import { Command } from "commander";

import { comment, reviewSites } from "./ci/preview";
import { main } from "./failure";
import { usePulumi } from "./stack/run";
import { Timings } from "./toolchain/progress";
import { setup } from "./toolchain/setup";

const command = new Command("npm run ci:preview --")
    .description("Reports on all sites, or those named, as one comment in Markdown. Needs no Docker engine.")
    .argument("[site...]", "sites to report on, as in Pulumi.<site>.yaml (default: all)")
    .option("-o, --output <file>", "write the comment to a file instead of printing it")
    .addHelpText("after", "\nExit codes: 0 for reports, 1 when a site cannot be brought up.")
    .parse();

main(async () => {
    const { output } = command.opts<{ output?: string }>();
    usePulumi(await setup({ images: [] }, new Timings()));
    const names = command.args.length > 0 ? command.args : undefined;
    const reviews = await reviewSites((line) => console.error(line), names);
    if (output === undefined) {
        process.stdout.write(comment(reviews));
    } else {
        writeFileSync(output, comment(reviews));
    }
    const unusable = reviews.filter(({ usable }) => !usable).map(({ site }) => site);
    if (unusable.length > 0) {
        console.error(`error: cannot be brought up: ${unusable.join(", ")}; the report says why`);
    }
    return unusable.length === 0 ? 0 : 1;
});
