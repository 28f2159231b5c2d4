import { readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { type EnvironmentName, environmentNames } from "../../stacks/environments";
import { type RecordOptions, record } from "./monitor";
import type { Recording } from "./recording";

const project = path.join(__dirname, "..", "..");

/** The `config` of a stack file. */
export type SiteConfig = Readonly<Record<string, unknown>>;

/** Names of all sites of the project, each a `Pulumi.<site>.yaml`. */
export const siteNames = readdirSync(project)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();

/** The `config` of a site's file. */
export function siteConfig(site: string): SiteConfig {
    const text = readFileSync(path.join(project, `Pulumi.${site}.yaml`), "utf8");
    return (parse(text) as { config: SiteConfig }).config;
}

/** The `config` of a site that runs every environment, each as a site of the project has it. */
export function everyEnvironment(): SiteConfig {
    const configs = ["daos", "dev", "lab", "pcocc", "storlets"].map(siteConfig);
    return { ...(Object.assign({}, ...configs) as SiteConfig), "hpc-stacks:environments": environmentNames };
}

/** The same with the keys that the parser sees. */
export function withoutNamespace(config: SiteConfig): SiteConfig {
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace("hpc-stacks:", ""), value]));
}

const recordings = new Map<string, Promise<Recording>>();

/** Tests of a site, given what its program registers. */
type DeclareTests = (recording: () => Recording, site: string) => void;

/** Declares the same tests for every site of the project. The program runs once a site, whoever asks. */
export function describeSites(title: string, declare: DeclareTests): void {
    describeEach(siteNames, title, declare);
}

/** As `describeSites`, for the sites that run an environment. */
export function describeSitesRunning(environment: EnvironmentName, title: string, declare: DeclareTests): void {
    const environmentsOf = (site: string) => siteConfig(site)["hpc-stacks:environments"] as string[];
    describeEach(
        siteNames.filter((site) => environmentsOf(site).includes(environment)),
        title,
        declare,
    );
}

function describeEach(sites: readonly string[], title: string, declare: DeclareTests): void {
    for (const site of sites) {
        describe(`${title} of site ${site}`, () => {
            let recording: Recording;
            before(async () => {
                recording = await recordOnce(site);
            });
            declare(() => recording, site);
        });
    }
}

/** What the program registers for a site of the project. It runs once a site, whoever asks. */
export function recordOnce(site: string): Promise<Recording> {
    const running = recordings.get(site) ?? recordSite(siteConfig(site), { stack: site });
    recordings.set(site, running);
    return running;
}

/** Runs the whole program for a site. */
export function recordSite(config: SiteConfig, options: Omit<RecordOptions, "config"> = {}): Promise<Recording> {
    return record(runProgram, { ...options, config: encoded(config) });
}

/** The program runs when its module is loaded; all that it imports is loaded once. */
function runProgram(): unknown {
    const entry = require.resolve("../../index");
    delete require.cache[entry];
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run once only
    return require(entry);
}

/** Configuration as the CLI hands it to a program: text, maps and lists as JSON, what is encrypted in plain. */
function encoded(config: SiteConfig): Record<string, string> {
    const plain = JSON.parse(JSON.stringify(config), decrypted) as SiteConfig;
    return Object.fromEntries(
        Object.entries(plain).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}

function decrypted(_key: string, value: unknown): unknown {
    return typeof value === "object" && value !== null && "secure" in value ? "decrypted" : value;
}
