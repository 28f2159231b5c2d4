import { parse } from "yaml";

import { environmentNames } from "../../stacks/environments";
import { describedKey } from "./described-keys";
import { type SiteConfig, faultAt, missingKeys, withValue } from "./new";

/** Asks on the terminal for whatever a new site still lacks. What flags have given is not asked for. */
export async function askForRest(given: SiteConfig): Promise<SiteConfig> {
    let config = given;
    const { checkbox, input, select } = await import("@inquirer/prompts");
    if (config["environments"] === undefined) {
        const environments =
            environmentNames.length === 1
                ? environmentNames
                : await checkbox({
                      message: "What does the site run?",
                      choices: environmentNames.map((name) => ({ value: name })),
                      required: true,
                  });
        config = { ...config, environments };
    }
    if (config["volumes"] === undefined) {
        const volumes = await select({
            message: "What becomes of data volumes when the site is destroyed?",
            choices: [
                { value: "retain", description: "they stay on the engine, and the next `up` finds them" },
                { value: "protect", description: "Pulumi refuses to delete or replace them" },
                { value: "delete", description: "they are removed" },
            ],
        });
        config = { ...config, volumes };
    }
    for (let missing = missingKeys(config); missing.length > 0; missing = missingKeys(config)) {
        const key = missing[0]!;
        const current = config;
        const answer = await input({
            message: `${key.join(".")} (${describedKey(key)?.meaning ?? "required"}):`,
            required: true,
            validate: (text) => faultAt(withValue(current, key, parsed(text)), key) ?? true,
        });
        config = withValue(config, key, parsed(answer));
    }
    return config;
}

/** A value as it would be in a YAML file: `8443` is a number. */
export function parsed(text: string): unknown {
    return parse(text) as unknown;
}
