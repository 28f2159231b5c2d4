import type { Accepted } from "./accepted";
import type { Answer, Finding } from "./answer";

/** Exit codes: what was found weighs more than who could not be asked. */
export const CLEAN = 0;
export const FOUND = 1;
export const NOT_ASKED = 2;

/** A finding and all that has it. */
export interface Located extends Finding {
    readonly about: readonly string[];
}

/** What all answers together say. */
export interface Summary {
    readonly asked: readonly string[];
    readonly findings: readonly Located[];
    readonly accepted: readonly (Located & Pick<Accepted, "reason" | "until">)[];
    readonly notAsked: readonly { readonly about: string; readonly problem: string }[];
    /** Accepted findings that nobody tells of any more. */
    readonly outdated: readonly string[];
    readonly exitCode: number;
}

/** Sums answers up; `today` as `2027-01-31`. */
export function summaryOf(answers: readonly Answer[], accepted: readonly Accepted[], today: string): Summary {
    const located = locate(answers);
    const notAsked = answers.flatMap(({ about, problem }) => (problem === undefined ? [] : [{ about, problem }]));
    const acceptance = ({ id }: Finding) => accepted.find((it) => it.id === id && it.until >= today);
    const findings = located.filter((finding) => acceptance(finding) === undefined);
    return {
        asked: answers.filter(({ problem }) => problem === undefined).map(({ about }) => about),
        findings,
        accepted: located.flatMap((finding) => {
            const it = acceptance(finding);
            return it === undefined ? [] : [{ ...finding, reason: it.reason, until: it.until }];
        }),
        notAsked,
        // Who was not asked may still know it.
        outdated:
            notAsked.length > 0
                ? []
                : accepted.map(({ id }) => id).filter((id) => !located.some((finding) => finding.id === id)),
        exitCode: findings.length > 0 ? FOUND : notAsked.length > 0 ? NOT_ASKED : CLEAN,
    };
}

/** One finding for what several programs have. */
function locate(answers: readonly Answer[]): Located[] {
    const all = new Map<string, Located>();
    for (const { about, findings } of answers) {
        for (const finding of findings) {
            const key = `${finding.id} ${finding.of}`;
            all.set(key, { ...finding, about: [...(all.get(key)?.about ?? []), about] });
        }
    }
    return [...all.keys()].sort().map((key) => all.get(key)!);
}

/** A summary as lines to read; the last one is the verdict. */
export function linesOf({ asked, findings, accepted, notAsked, outdated }: Summary): string[] {
    return [
        ...findings.flatMap((finding) => [...linesOfOne(finding), ""]),
        ...accepted.flatMap((finding) => [
            ...linesOfOne(finding),
            `    accepted until ${finding.until}: ${finding.reason}`,
            "",
        ]),
        ...outdated.map((id) => `${id} is accepted but not found any more: remove it from scripts/audit/accepted.ts`),
        ...(asked.length > 0 ? [`asked about ${asked.join(", ")}`] : []),
        ...notAsked.map(({ about, problem }) => `NOT asked about ${about}: ${problem}`),
        verdict(findings.length, accepted.length, notAsked.length),
    ];
}

function linesOfOne({ id, of, title, remedy, url, about }: Located): string[] {
    return [`${id} in ${of}`, `    ${title}`, `    in ${about.join(", ")}`, `    ${remedy}; ${url}`];
}

function verdict(findings: number, accepted: number, notAsked: number): string {
    const kept = accepted === 0 ? "" : `, ${accepted} accepted`;
    if (findings > 0) {
        return `${findings} known ${findings === 1 ? "vulnerability" : "vulnerabilities"}${kept}`;
    }
    return notAsked > 0
        ? "nothing can be said: not everything could be asked about"
        : `no known vulnerability that counts${kept}`;
}
