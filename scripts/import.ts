/** `npm run import`: takes the data of a running compose project into a site. */
import { Command, Option } from "commander";

import { Failure, main } from "./failure";
import { becomingLines } from "./import/become";
import { copyFrom } from "./import/copy";
import { missingPieces } from "./import/piece";
import { piecesOf, placesOf } from "./import/pieces";
import { readProject } from "./import/project";
import { quickstartOf, runningBeside } from "./import/quickstart";
import { importedSite, siteEngine, writeImportedSite } from "./import/site";
import { standFirstPart } from "./import/stand";
import { afterCopy, outOfDate, toCopy, written } from "./import/words";
import { markdown } from "./review/markdown";
import { planOf } from "./review/plan";
import { type Report, reportOf } from "./review/report";
import { previewSite } from "./review/run";
import { terminal } from "./review/terminal";
import { words } from "./review/words";
import { requireSiteName } from "./site/new";
import { collect } from "./site/settings";
import { prepare } from "./stack/prepare";
import { engineHost } from "./toolchain/engine";
import { Timings } from "./toolchain/progress";

interface ImportOptions {
    readonly project: string;
    readonly stack: string;
    readonly set: string[];
    readonly stop?: boolean;
    readonly dryRun?: boolean;
}

const command = new Command("npm run import --")
    .description(
        "Takes the certificate authority, the databases and hydra's secret of OpenCHAMI's compose quickstart into a " +
            "site. They are copied; the project's own volumes stay as they are.",
    )
    .requiredOption("-p, --project <name>", "compose project, as `docker compose ls --all` shows it")
    .requiredOption("-s, --stack <site>", "site to import into; Pulumi.<site>.yaml is written where there is none")
    .addOption(
        new Option("-e, --environment <environment>", "what the project becomes")
            .choices(["openchami"])
            .default("openchami"),
    )
    .option("--set <key=value>", "value of a key of docs/site-file.md for a new site; again for more", collect, [])
    .option("--stop", "stop the project's services, so that nothing is written while it is copied, and copy")
    .option("--dry-run", "only say what would be done")
    .addHelpText("after", "\nExample:\n  npm run import -- --project quickstart --stack north --stop")
    .parse();
const { project: name, stack, set, stop, dryRun } = command.opts<ImportOptions>();

main(async () => {
    requireSiteName(stack);
    const engine = await engineHost(siteEngine(stack, set));
    const project = await readProject(name, engine);
    const quickstart = quickstartOf(project);
    const site = importedSite(stack, project, set);
    const running = runningBeside(quickstart);
    console.log(becomingLines(project).join("\n"));
    if (dryRun) {
        console.log(written(site, stack, "would be"));
        return;
    }
    writeImportedSite(stack, site);
    console.log(written(site, stack, "is"));
    const snapshot = await prepare({ stack }, new Timings());
    if (running.length > 0 && !stop) {
        await review();
        console.log(toCopy(name, stack, running));
        return;
    }
    console.log(`Asking Pulumi what of site ${stack} must stand before data can be copied`);
    await standFirstPart({ stack }, snapshot);
    console.log(`Looking what of the data site ${stack} has`);
    const pieces = piecesOf(quickstart, await placesOf(stack, engine));
    const missing = await missingPieces(pieces, stack);
    if (running.length > 0 && missing.length < pieces.length) {
        throw new Failure(outOfDate(name, stack, running, pieces));
    }
    if (missing.length > 0) {
        await copyFrom(quickstart, missing, { engine, say: console.log });
    } else {
        console.log(`All data of ${name} was copied before: nothing is left to copy`);
    }
    await review();
    console.log(afterCopy(project, stack, pieces));
});

/** Says what `npm start` will do. @throws Failure where that would cost a volume or cannot be done. */
async function review(): Promise<void> {
    console.log(`\nWhat npm start -- --stack ${stack} will do:\n`);
    const report = reportOf(stack, planOf(await previewSite({ stack })));
    console.log(shown(report));
    if (report.problems.length > 0 || report.lost.length > 0) {
        throw new Failure(`site ${stack} cannot be brought up without loss: see the report above`);
    }
}

function shown(report: Report): string {
    return process.stdout.isTTY ? terminal(words(report), !process.env.NO_COLOR) : markdown(words(report));
}
