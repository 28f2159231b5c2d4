/**
 * The Pulumi CLI, with the toolchain, state and passphrase of this project: `npm run pulumi -- <arguments>`, or plain
 * `pulumi <arguments>` after `eval "$(npm run -s env)"`.
 */
import { existsSync } from "node:fs";

import { main } from "./failure";
import { stackOf } from "./stack/arguments";
import { refuseOwnEngine } from "./stack/own-engine";
import { readsSite, runPulumiHere } from "./stack/run";
import { loadSite } from "./stack/site";
import { siteFile } from "./stack/site-file";

const args = process.argv.slice(2);
const stack = stackOf(args);
main(async () => {
    // Others, such as `config set`, may be what puts a faulty stack file right.
    if (stack !== undefined && readsSite(args) && existsSync(siteFile(stack))) {
        refuseOwnEngine(stack, loadSite(stack));
    }
    return runPulumiHere(args, stack === undefined ? undefined : { stack });
});
