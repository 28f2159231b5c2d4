/** `npm run site:new`: writes the file of a new site, checked and with a word on every key. */
import { Command } from "commander";

import { main } from "./failure";
import { askForRest } from "./site/ask";
import { type SiteConfig, requireSiteName, siteText, writeSite } from "./site/new";
import { collect, withSetting } from "./site/settings";
import { siteFile } from "./stack/site-file";

const command = new Command("npm run site:new --")
    .description("Writes Pulumi.<name>.yaml. On a terminal it asks for what is not given; it never overwrites a file.")
    .argument("<name>", "name of the site")
    .option("-e, --environment <environment...>", "what the site runs")
    .option("--volumes <fate>", "what becomes of data volumes on destroy: retain, protect or delete")
    .option(
        "--set <key=value>",
        "value of a key of docs/site-file.md, such as openchami.domain=…; again for more",
        collect,
        [],
    )
    .addHelpText(
        "after",
        "\nExample:\n  npm run site:new -- lab -e openchami --set openchami.domain=lab.example.org --set openchami.ports.https=9443",
    )
    .parse();
const options = command.opts<{ environment?: string[]; volumes?: string; set: string[] }>();

main(async () => {
    const [name = ""] = command.args;
    requireSiteName(name);
    const given = options.set.reduce<SiteConfig>(withSetting, {
        ...(options.environment ? { environments: options.environment } : {}),
        ...(options.volumes ? { volumes: options.volumes } : {}),
    });
    const config = process.stdin.isTTY ? await askForRest(given) : given;
    const file = siteFile(name);
    writeSite(name, file, siteText(name, config));
    console.log(
        [
            `Pulumi.${name}.yaml is written`,
            `  see what it would make   npm run report -- --stack ${name}`,
            `  bring it up              npm start -- --stack ${name}`,
        ].join("\n"),
    );
});
