/** `npm run ci:comment`: puts the comment that `npm run ci:preview` wrote under a pull request, once. */
import { readFileSync } from "node:fs";

import { Command } from "commander";

import { postComment } from "./ci/comment";
import { forge } from "./ci/forge";
import { MARK } from "./ci/preview";
import { main } from "./failure";

const command = new Command("npm run ci:comment --")
    .description("Posts a file as a comment on a pull or merge request, or changes the comment posted before.")
    .argument("<file>", "what `npm run ci:preview -- --output <file>` wrote")
    .parse();

main(async () => {
    const done = await postComment(forge(process.env), readFileSync(command.args[0]!, "utf8"), MARK);
    console.log(`The comment is ${done}`);
});
