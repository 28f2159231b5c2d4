import { z } from "zod";

import { capture } from "../toolchain/run";
import { type Answer, type Finding, lastLine } from "./answer";

const ABOUT = "npm packages";

const advisory = z.object({
    name: z.string(),
    title: z.string(),
    url: z.string(),
    severity: z.string(),
    range: z.string(),
});

const auditReport = z.object({
    vulnerabilities: z.record(
        z.string(),
        z.object({
            /** Advisories, and names of packages that have it by using one that has. */
            via: z.array(z.union([z.string(), advisory])),
            fixAvailable: z.union([
                z.boolean(),
                z.object({ name: z.string(), version: z.string(), isSemVerMajor: z.boolean() }),
            ]),
        }),
    ),
});
type Fix = z.infer<typeof auditReport>["vulnerabilities"][string]["fixAvailable"];

const refusal = z.object({ message: z.string() });

/**
 * Asks the npm registry about all packages of the package-lock.json in `folder`, those for development among them. The
 * registry is the one that npm is told of by its configuration.
 */
export async function askNpm(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const args = ["audit", "--json", "--package-lock-only", "--fetch-retries=1", "--fetch-timeout=60000"];
    const { stdout, stderr } = await capture("npm", args, { cwd: folder, env, timeout: 300_000 });
    return npmAnswer(stdout, stderr);
}

/** What `npm audit --json` printed, as an answer. */
export function npmAnswer(stdout: string, stderr: string): Answer {
    const output = parseJson(stdout);
    const report = auditReport.safeParse(output);
    if (report.success) {
        return { about: ABOUT, findings: findingsOf(report.data) };
    }
    const said = refusal.safeParse(output).data?.message ?? lastLine(stderr || stdout);
    return {
        about: ABOUT,
        findings: [],
        problem:
            `npm audit got no answer: ${said}. Use a registry that has advisories, such as the public one: ` +
            "npm_config_registry=<url> npm run audit",
    };
}

function findingsOf({ vulnerabilities }: z.infer<typeof auditReport>): Finding[] {
    return Object.values(vulnerabilities).flatMap(({ via, fixAvailable }) =>
        via
            .filter((cause) => typeof cause !== "string")
            .map(({ name, title, url, severity, range }) => ({
                id: new URL(url).pathname.split("/").at(-1)!,
                of: `${name} ${range}`,
                title: `${title} (${severity})`,
                remedy: remedy(fixAvailable),
                url,
            })),
    );
}

function remedy(fix: Fix): string {
    if (typeof fix === "boolean") {
        return fix ? "npm audit fix" : "no release without it yet";
    }
    return `npm install ${fix.name}@${fix.version}${fix.isSemVerMajor ? ", a new major version" : ""}`;
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
