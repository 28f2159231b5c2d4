import { z } from "zod";

import { seconds } from "../components/duration";
import { duration } from "../stacks/formats";

/** All rules of the house, by the names of their files. */
export const ruleNames = [
    "zones-respected",
    "published-from-internal",
    "ca-read-only",
    "health-checks",
    "limits",
    "hardening",
    "pinned-images",
    "certificate-lifetime",
    "secrets-in-plain",
] as const;

export type RuleName = (typeof ruleNames)[number];

/** What becomes of a site that breaks a rule: it is refused, it is told, or nothing. */
export const levels = ["mandatory", "advisory", "disabled"] as const;

export type Level = (typeof levels)[number];

const level = z.enum(levels).optional();
const bound = duration(1, "must be longer than nothing");

/** What a site says of the rules: `hpc-stacks:policies`. */
export const policiesSchema = z
    .strictObject({
        ...(Object.fromEntries(ruleNames.map((name) => [name, level])) as Record<RuleName, typeof level>),
        /** How long certificates may be valid. */
        "certificate-bounds": z
            .strictObject({
                /** No certificate ends before. */
                shortest: bound.default("5m"),
                /** No certificate outlives this. */
                longest: bound.default("87600h"),
            })
            .prefault({}),
    })
    .prefault({});

/** What the rules are told by a site, with every default filled in. */
export interface Settings {
    readonly levels: Readonly<Record<RuleName, Level>>;
    /** Bounds of the validity of certificates, in seconds. */
    readonly certificates: { readonly shortest: number; readonly longest: number };
}

/** The part of a site that says how its rules are held. */
export interface RuledSite {
    /** Whether people depend on it, or it tries things out. */
    readonly purpose: "trial" | "production";
    readonly policies: z.output<typeof policiesSchema>;
}

/** Level of each rule, and what else the rules are told, for a site. */
export function settingsOf({ purpose, policies }: RuledSite): Settings {
    const { shortest, longest } = policies["certificate-bounds"];
    return {
        levels: Object.fromEntries(
            ruleNames.map((name) => [name, policies[name] ?? defaultLevel(name, purpose)]),
        ) as Record<RuleName, Level>,
        certificates: { shortest: seconds(shortest), longest: seconds(longest) },
    };
}

/** A site that tries things out may pull what is newest; every other rule costs it nothing. */
function defaultLevel(name: RuleName, purpose: RuledSite["purpose"]): Level {
    return name === "pinned-images" && purpose === "trial" ? "advisory" : "mandatory";
}
