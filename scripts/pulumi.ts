/**
 * The Pulumi CLI, with the toolchain, state and passphrase of this project: `npm run pulumi -- <arguments>`, or plain
 * `pulumi <arguments>` after `eval "$(npm run -s env)"`.
 */
import { main } from "./failure";
import { stackOf } from "./stack/arguments";
import { runPulumiHere } from "./stack/run";

const args = process.argv.slice(2);
const stack = stackOf(args);
main(() => runPulumiHere(args, stack === undefined ? undefined : { stack }));
