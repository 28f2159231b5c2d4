import type { Finding } from "./finding";
import { verdictOn } from "./remedy";

/** One command of those that put a site right. */
export type Step =
    | { readonly program: "docker"; readonly engine: string; readonly args: readonly string[] }
    | { readonly program: "pulumi"; readonly args: readonly string[] }
    | { readonly program: "start" };

/**
 * The commands that put all findings right, in their order: what was put in the way is removed first, so that the
 * update that follows believes nothing that was changed by hand. Empty where nothing can be done by a command.
 */
export function stepsFor(findings: readonly Finding[]): Step[] {
    const remedies = [...findings].sort((a, b) => rank(a) - rank(b)).map((it) => ({ ...verdictOn(it), ...it }));
    const docker = remedies.flatMap(({ remedy, engine }) =>
        (remedy?.docker ?? []).map((args): Step => ({ program: "docker", engine, args })),
    );
    const refresh = remedies.some(({ remedy }) => remedy?.refresh);
    const replace = [...new Set(remedies.flatMap(({ remedy }) => remedy?.replace ?? []))];
    const options = [...(refresh ? ["--refresh"] : []), ...replace.flatMap((name) => ["--replace", `**::${name}`])];
    return [
        ...docker.filter(
            (step, index) => docker.findIndex((it) => JSON.stringify(it) === JSON.stringify(step)) === index,
        ),
        ...(remedies.some(({ remedy }) => remedy?.start) ? [{ program: "start" } as const] : []),
        ...(options.length > 0 ? [{ program: "pulumi", args: ["up", ...options] } as const] : []),
    ];
}

/** Findings for which there is no command, because it would lose data. */
export function withoutRemedy(findings: readonly Finding[]): Finding[] {
    return findings.filter((finding) => verdictOn(finding).remedy === undefined);
}

/** A network lets go of containers before these are removed, and takes them in once they have their names. */
function rank({ drift, noun }: Finding): number {
    if (noun === "network") {
        return 0;
    }
    return drift === "left" || drift === "nameless" ? 2 : 1;
}
