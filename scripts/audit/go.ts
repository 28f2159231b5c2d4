import * as path from "node:path";

import { z } from "zod";

import { type GoModule, buildGo, goEnvironment, moduleFolder, packagesOf } from "../toolchain/go";
import { toolchainModules } from "../toolchain/modules";
import type { Report } from "../toolchain/progress";
import { capture } from "../toolchain/run";
import { type Answer, type Finding, lastLine } from "./answer";

/** How much of a vulnerability a program must have: its package, or a call that leads to what is vulnerable. */
export const SCANS = ["package", "symbol"] as const;

/** How govulncheck is to ask. */
export interface GoOptions {
    /** URL of the Go vulnerability database, also `file://`. @default - govulncheck's own, the public one */
    readonly database?: string;
    /** `symbol` loads and follows all code, which takes minutes and gigabytes. @default "package" */
    readonly scan?: (typeof SCANS)[number];
}

/** govulncheck's messages that say something to us; each has one of them. */
const message = z.object({
    config: z.object({ db_last_modified: z.string().optional() }).optional(),
    osv: z
        .object({
            id: z.string(),
            summary: z.string().optional(),
            details: z.string().optional(),
            database_specific: z.object({ url: z.string().optional() }).optional(),
        })
        .optional(),
    finding: z
        .object({
            osv: z.string(),
            fixed_version: z.string().optional(),
            trace: z.array(
                z.object({
                    module: z.string(),
                    version: z.string().optional(),
                    package: z.string().optional(),
                    function: z.string().optional(),
                }),
            ),
        })
        .optional(),
});
type Message = z.infer<typeof message>;

/**
 * Asks the Go vulnerability database about what is linked into the programs of every module under `toolchain/`. Where
 * it does not answer it is asked once, not for every module.
 */
export async function askGo(options: GoOptions, report: Report): Promise<Answer[]> {
    const answers: Answer[] = [];
    report("building govulncheck");
    const folder = await buildGo({ module: "govulncheck" }, (step) => report(`building govulncheck: ${step}`));
    for (const module of toolchainModules()) {
        report(`toolchain/${module.module}`);
        const { reached, ...answer } = await askAbout(module, path.join(folder, "bin", "govulncheck"), options);
        if (!reached) {
            return [...answers, { ...answer, about: "Go modules" }];
        }
        answers.push(answer);
    }
    return answers;
}

async function askAbout(module: GoModule, govulncheck: string, { database, scan = "package" }: GoOptions) {
    const at = database === undefined ? [] : ["-db", database];
    const args = ["-format", "json", "-scan", scan, ...at, packagesOf(module)];
    const options = { cwd: moduleFolder(module.module), env: goEnvironment };
    return goAnswer(module.module, scan, await capture(govulncheck, args, options));
}

/** What `govulncheck -format json` printed, as an answer, and whether it reached its database. */
export function goAnswer(
    module: string,
    scan: (typeof SCANS)[number],
    { exitCode, stdout, stderr }: { exitCode?: number; stdout: string; stderr: string },
): Answer & { reached: boolean } {
    const about = `toolchain/${module}`;
    // With this format it ends with 0 whatever it finds.
    if (exitCode !== 0) {
        const reached = /"db_last_modified"/.test(stdout);
        const help = reached
            ? `Run \`go list -deps tool\` in ${about} to see more`
            : "Give a copy of the database that this machine reaches: npm run audit -- --go-database <url>";
        return { about, findings: [], problem: `${lastLine(stderr)}. ${help}`, reached };
    }
    return { about, findings: findingsOf(messagesOf(stdout), scan), reached: true };
}

/** Documents one after another, each closed by a brace that is alone on its line. */
function messagesOf(stdout: string): Message[] {
    return stdout
        .split(/(?<=^\})\n/m)
        .filter((text) => text.trim() !== "")
        .map((text) => message.parse(JSON.parse(text)));
}

function findingsOf(messages: readonly Message[], scan: (typeof SCANS)[number]): Finding[] {
    const known = new Map(messages.flatMap(({ osv }) => (osv === undefined ? [] : [[osv.id, osv]])));
    const found = messages.flatMap(({ finding }) => {
        const [at] = finding?.trace ?? [];
        // A finding is told for its module, then for its package, then for a call: each more certain than the last.
        const counts = scan === "symbol" ? at?.function !== undefined : at?.package !== undefined;
        if (finding === undefined || at === undefined || !counts) {
            return [];
        }
        const osv = known.get(finding.osv);
        return {
            id: finding.osv,
            of: `${at.module} ${at.version ?? ""}`.trim(),
            title: osv?.summary ?? osv?.details ?? "",
            remedy: remedy(at.module, finding.fixed_version),
            url: osv?.database_specific?.url ?? "",
        };
    });
    return [...new Map(found.map((finding) => [`${finding.id} ${finding.of}`, finding])).values()];
}

function remedy(module: string, fixed: string | undefined): string {
    if (fixed === undefined) {
        return "no release without it yet";
    }
    return module === "stdlib" ? `build with Go ${fixed.replace(/^v/, "")}` : `go get ${module}@${fixed}`;
}
