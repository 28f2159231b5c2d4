import type { DockerClient } from "../stack/docker-client";
import { commandOf } from "./command";
import type { Finding } from "./finding";
import { verdictOn } from "./remedy";
import { type Step, stepsFor, withoutRemedy } from "./steps";

/** What was found of a site. */
export interface DriftReport {
    readonly stack: string;
    readonly findings: readonly Finding[];
    /** Engines inside the site that do not answer, so that nobody knows what became of what is in them. */
    readonly unseen: readonly Unseen[];
    /** The client of each engine, by the name of its provider. Secret: keys are part of it. */
    readonly clients: Readonly<Record<string, DockerClient>>;
}

/** An engine that does not answer. */
export interface Unseen {
    readonly engine: string;
    /** How many things of the site are in it. */
    readonly objects: number;
    readonly reason: string;
}

/** The commands that put everything right; none where one of them would lose data. */
export function remediesFor({ findings }: DriftReport): Step[] {
    return withoutRemedy(findings).length > 0 ? [] : stepsFor(findings);
}

/** The same as users type them. */
export function commandsFor(report: DriftReport): string[] {
    return remediesFor(report).map((step) => commandOf(step, report.stack, report.clients));
}

/** What `npm run drift -- --json` prints. */
export function dataOf(report: DriftReport): object {
    const { stack, findings, unseen } = report;
    return {
        stack,
        findings: findings.map((finding) => ({
            ...finding,
            refresh: verdictOn(finding).refresh,
            commands: commandsFor({ ...report, findings: [finding] }),
        })),
        unseen,
        commands: commandsFor(report),
    };
}
