import type { Case, Measure, Result, RivalName } from "./results";
import { summaryOf } from "./statistics";

/** What we want to reach, and whether we do. */
export interface Outcome {
    readonly target: string;
    /** What is compared, and the most it may be: seconds, or a factor. Undefined where it was not measured. */
    readonly measured: number | undefined;
    readonly most: number;
    readonly unit: "s" | "×";
}

/** Cost of one more service may differ by this from the smallest to the largest number of services and count as flat. */
const FLAT = 1.1;

/** All targets, with what was found out. */
export function outcomesOf(results: readonly Result[]): Outcome[] {
    const value = (name: Case, of: Result["of"], size: number, measure: Measure): number | undefined =>
        summaryOf(results, { case: name, of, size, measure })?.median;
    const against = (rival: RivalName, name: Case, size: number, measure: Measure): number | undefined =>
        ratio(value(name, "hpc-stacks", size, measure), value(name, rival, size, measure));
    const cost = (size: number): number | undefined => costPerService(results, "hpc-stacks", size);
    return [
        {
            target: "OpenCHAMI, up: at most 1.1 × compose",
            measured: against("compose", "openchami", 0, "up"),
            most: 1.1,
            unit: "×",
        },
        {
            target: "100 services, up: at most 1.15 × compose",
            measured: against("compose", "services", 100, "up"),
            most: 1.15,
            unit: "×",
        },
        {
            target: "100 services, up: no slower than OpenTofu",
            measured: against("opentofu", "services", 100, "up"),
            most: 1,
            unit: "×",
        },
        {
            target: "100 services, preview of no change: at most 1.5 × OpenTofu",
            measured: against("opentofu", "services", 100, "preview"),
            most: 1.5,
            unit: "×",
        },
        {
            target: "100 services, the same with refresh: no slower than OpenTofu",
            measured: against("opentofu", "services", 100, "refresh"),
            most: 1,
            unit: "×",
        },
        {
            target: "3 services, preview of no change: at most 1.2 s",
            measured: value("services", "hpc-stacks", 3, "preview"),
            most: 1.2,
            unit: "s",
        },
        {
            target: "start-up of a program: at most 0.9 s CPU",
            measured: value("start-up", "output", 0, "cpu"),
            most: 0.9,
            unit: "s",
        },
        {
            target: `CPU per service flat: of 300 at most ${FLAT} × of 40`,
            measured: ratio(cost(300), cost(40)),
            most: FLAT,
            unit: "×",
        },
    ];
}

/** CPU seconds that each service costs a program: of all of them, less what it takes to declare none. */
export function costPerService(results: readonly Result[], of: RivalName, size: number): number | undefined {
    const cpu = (services: number) =>
        summaryOf(results, { case: "start-up", of, size: services, measure: "cpu" })?.median;
    const [all, none] = [cpu(size), cpu(0)];
    return all === undefined || none === undefined || size === 0 ? undefined : (all - none) / size;
}

export function ratio(value: number | undefined, to: number | undefined): number | undefined {
    return value === undefined || to === undefined || to === 0 ? undefined : value / to;
}

/** In words: met, or by how much not. */
export function verdict({ measured, most }: Outcome): string {
    if (measured === undefined) {
        return "not measured";
    }
    return measured <= most ? "met" : `missed by ${Math.max(1, Math.round((measured / most - 1) * 100))} %`;
}
