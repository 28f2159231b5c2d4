/** `npm run licences`: writes down under which licences everything is that is shipped. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { Command } from "commander";

import { Failure, main } from "./failure";
import { DOCUMENT, documentText } from "./licences/document";
import { goPrograms } from "./licences/go";
import { npmPackages } from "./licences/npm";
import { checkAllowed } from "./licences/shipped";
import { project } from "./project";

const command = new Command("npm run licences --")
    .description(`Writes ${DOCUMENT}: npm packages, and Go modules linked into what the toolchain builds.`)
    .option("--check", "write nothing; fail when the file is not what would be written")
    .addHelpText(
        "after",
        "\nEnds with exit code 1, and writes nothing, when something is under a licence that is not allowed.\n" +
            "Wants Go, and the Go module proxy for sources that are not on this machine yet.",
    )
    .parse();

main(async () => {
    const npm = npmPackages();
    const programs = await goPrograms((message) => console.error(message));
    const linked = programs.flatMap((it) => it.linked);
    checkAllowed([...npm, ...linked]);
    const file = path.join(project, DOCUMENT);
    const text = documentText(npm, programs);
    if (!command.opts<{ check?: boolean }>().check) {
        writeFileSync(file, text);
    } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
        throw new Failure(`${DOCUMENT} is not what is shipped: run \`npm run licences\` and commit what it writes`);
    }
    console.log(`${npm.length} npm packages and ${linked.length} Go modules in ${DOCUMENT}, all allowed`);
});
