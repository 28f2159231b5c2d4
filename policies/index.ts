/** The rules of the house for `pulumi preview --policy-pack policies` and `pulumi up --policy-pack policies`. */
import { PolicyPack, type StackValidationPolicy } from "@pulumi/policy";

import { readSite } from "../stacks/read-site";
import { resourcesOf } from "./pack-resources";
import type { Rule } from "./rule";
import { rules } from "./rules";
import { settingsOf } from "./settings";

const settings = settingsOf(readSite());

new PolicyPack("hpc-stacks", {
    policies: rules.filter(({ seesSecrets = false }) => !seesSecrets).map(policyOf),
});

function policyOf({ name, description, check }: Rule): StackValidationPolicy {
    return {
        name,
        description,
        enforcementLevel: settings.levels[name],
        validateStack: ({ resources }, report) =>
            check(resourcesOf(resources), settings).forEach(({ resource, message }) => report(message, resource.urn)),
    };
}
