import { type CertificateChange, certificatesOf } from "./certificates";
import { type ImageChange, imagesOf, unpinned } from "./images";
import type { Action, Plan } from "./plan";
import { type PortChanges, portsOf } from "./ports";
import { type Reason, reasonsOf } from "./reasons";
import { type Restart, restartsOf } from "./restarts";
import { type SecretChange, secretsOf } from "./secrets";
import { type FateChange, type VolumeLoss, fateChanges, volumeLosses } from "./volumes";
import { type Reach, reachOf } from "./zones";

/** A resource that changes. */
export interface Item {
    readonly kind: string;
    readonly name: string;
    /** What about it differs. Empty where it is new, goes, or follows another. */
    readonly reasons: readonly Reason[];
}

/** What an update does to one environment. */
export interface EnvironmentReport {
    /** Name of the environment; empty for what the whole site has, such as its engine. */
    readonly name: string;
    readonly created: readonly Item[];
    readonly updated: readonly Item[];
    readonly replaced: readonly Item[];
    readonly deleted: readonly Item[];
    readonly restarts: readonly Restart[];
    readonly images: readonly ImageChange[];
    readonly secrets: readonly SecretChange[];
    readonly certificates: readonly CertificateChange[];
    readonly reach: Reach;
    readonly ports: PortChanges;
}

/** What an update would do, as data: what `npm run report -- --json` prints. */
export interface Report {
    readonly stack: string;
    /** Why the update cannot be made. Where there are any, the rest is as far as Pulumi got. */
    readonly problems: readonly string[];
    /** What Pulumi and the program warn of. */
    readonly warnings: readonly string[];
    /** Volumes that are lost with their data, or left behind on the engine. */
    readonly lost: readonly VolumeLoss[];
    /** Volumes that stay, and whose fate on destroy becomes another. */
    readonly fates: readonly FateChange[];
    /** Environments that change; what the whole site has comes first. */
    readonly environments: readonly EnvironmentReport[];
    /** Images that the site would pull by a name alone. */
    readonly unpinned: readonly string[];
}

/** Puts what an update would do into the terms of those who review it. */
export function reportOf(stack: string, plan: Plan): Report {
    const names = new Set(plan.changes.map(({ resource }) => resource.environment));
    return {
        stack,
        problems: plan.problems,
        warnings: plan.warnings,
        lost: volumeLosses(plan),
        fates: fateChanges(plan),
        environments: [...names].sort().map((name) => environmentReport(name, plan)),
        unpinned: unpinned(plan.after),
    };
}

/** Whether an update would leave every resource as it is. */
export function changesNothing({ environments }: Report): boolean {
    return environments.length === 0;
}

function environmentReport(name: string, plan: Plan): EnvironmentReport {
    const items = (wanted: Action): Item[] =>
        plan.changes
            .filter(({ action, resource }) => action === wanted && resource.environment === name)
            .map((change) => ({
                kind: change.resource.kind,
                name: change.resource.name,
                reasons: reasonsOf(change, plan),
            }));
    return {
        name,
        created: items("create"),
        updated: items("update"),
        replaced: items("replace"),
        deleted: items("delete"),
        restarts: restartsOf(plan, name),
        images: imagesOf(plan, name),
        secrets: secretsOf(plan, name),
        certificates: certificatesOf(plan, name),
        reach: reachOf(plan, name),
        ports: portsOf(plan, name),
    };
}
