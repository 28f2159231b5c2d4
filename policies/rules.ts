import type { Resources } from "../scripts/review/resources";
import { caReadOnly } from "./ca-read-only";
import { certificateLifetime } from "./certificate-lifetime";
import { hardening } from "./hardening";
import { healthChecks } from "./health-checks";
import { limits } from "./limits";
import { pinnedImages } from "./pinned-images";
import { publishedFromInternal } from "./published-from-internal";
import type { Rule } from "./rule";
import { secretsInPlain } from "./secrets-in-plain";
import type { Level, RuleName, Settings } from "./settings";
import { zonesRespected } from "./zones-respected";

/** All rules of the house. */
export const rules: readonly Rule[] = [
    zonesRespected,
    publishedFromInternal,
    caReadOnly,
    healthChecks,
    limits,
    hardening,
    pinnedImages,
    certificateLifetime,
    secretsInPlain,
];

/** A resource that breaks a rule of its site. */
export interface Violation {
    readonly rule: RuleName;
    readonly level: Exclude<Level, "disabled">;
    /** The environment that it belongs to; empty for what the whole site has. */
    readonly environment: string;
    readonly kind: string;
    /** Its name inside its environment. */
    readonly name: string;
    /** What is wrong, the value, and what to do. */
    readonly message: string;
    readonly urn: string;
}

/** All violations at once, by rule; those that a site is refused for come first. */
export function violationsOf(resources: Resources, settings: Settings): Violation[] {
    const found = rules.flatMap((rule) => {
        const level = settings.levels[rule.name];
        return level === "disabled"
            ? []
            : rule.check(resources, settings).map(({ resource, message }): Violation => {
                  const { environment, kind, name, urn } = resource;
                  return { rule: rule.name, level, environment, kind, name, message, urn };
              });
    });
    return found.sort((a, b) => Number(b.level === "mandatory") - Number(a.level === "mandatory"));
}
