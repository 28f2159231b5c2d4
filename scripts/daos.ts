/** `npm run daos`: runs a command of DAOS in a site that stands, as the site's user. */
import { Command } from "commander";

import { Failure, main } from "./failure";
import { daosCommand } from "./stack/daos-command";

const program = new Command("npm run daos --")
    .description("Runs `daos` with the given arguments in a site that is up, as the user of its clients.")
    .usage("[--stack <site>] <argument...>")
    .option("-s, --stack <site>", "site, as in Pulumi.<site>.yaml", "daos")
    .argument("<argument...>", "arguments of daos, such as `pool autotest <pool>`")
    .passThroughOptions()
    .parse();

main(async () => {
    const { stack } = program.opts<{ stack: string }>();
    const terminal = process.stdin.isTTY && process.stdout.isTTY;
    const [file, args] = await daosCommand({ stack }, program.args, terminal);
    // execa is an ES module, which not every Node can `require`.
    const { execa } = await import("execa");
    const { exitCode, shortMessage } = await execa(file, args, { reject: false, stdio: "inherit" });
    if (exitCode === undefined) {
        throw new Failure(shortMessage ?? `${file} was ended by a signal`);
    }
    return exitCode;
});
