import type { Resource, Resources } from "../scripts/review/resources";
import type { RuleName, Settings } from "./settings";

/** One resource that breaks a rule. */
export interface Breach {
    readonly resource: Resource;
    /** What is wrong, the value, and what to do. */
    readonly message: string;
}

/**
 * A rule of the house: a pure function of what is declared. It is given every resource of a stack, as a preview or
 * Pulumi's policy engine tells of them; what is not known before an update breaks no rule.
 */
export interface Rule {
    readonly name: RuleName;
    /** What holds where the rule holds, in a sentence. */
    readonly description: string;
    /** Whether it must tell a secret from a text in plain, which Pulumi does not let a policy pack see. */
    readonly seesSecrets?: boolean;
    readonly check: (resources: Resources, settings: Settings) => Breach[];
}
