/**
 * Prints what makes plain `pulumi` the one of this project in a shell: `eval "$(npm run -s env)"`. One folder on PATH
 * is enough: the `pulumi` in it sets everything else, so that it is never out of date.
 */
import { wrapperFolder } from "./toolchain/pulumi/on-path";

console.log(`export PATH='${wrapperFolder.replaceAll("'", "'\\''")}':"$PATH"`);
