import { Failure } from "../failure";
import { withLock } from "./lock";
import type { Report } from "./progress";
import { run, tryRun } from "./run";

/** Whether this machine is one where we may install packages: Debian, and we are root. */
export async function canInstall(): Promise<boolean> {
    return process.getuid?.() === 0 && (await tryRun("apt-get", ["--version"])) !== undefined;
}

/** Installs Debian packages. */
export async function install(packages: readonly string[], report: Report): Promise<void> {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await update(report);
    await alone(report, () =>
        run("apt-get", [...WAIT, "install", "-q", "-y", "--no-install-recommends", ...packages], { env }),
    );
}

async function update(report: Report): Promise<void> {
    await alone(report, () => run("apt-get", [...WAIT, "update", "-q"]));
}

/** For another apt, that of an administrator, which is no reason to fail. */
const WAIT = ["-o", "DPkg::Lock::Timeout=600"];

/** Of two apts one would fail, because only dpkg's lock is waited for. */
function alone<T>(report: Report, action: () => Promise<T>): Promise<T> {
    return withLock("/run/hpc-stacks-apt", report, action);
}

/** Where this machine gets the packages of a Debian release from, and how: its mirror and its way to reach it. */
export interface AptSetup {
    /** Lines of a sources.list. */
    readonly sources: readonly string[];
    /** Lines of an apt.conf. */
    readonly options: readonly string[];
}

/** Settings that the way to a mirror may depend on; all others are a matter of this machine. */
const reach = /^Acquire::(https?::|Check-Valid-Until|Check-Date|Retries|ForceIPv)/i;

/**
 * The apt setup of this machine, for another Debian release than its own with the release's name exchanged.
 *
 * @throws Failure where this machine is not Debian.
 */
export async function aptSetup(suite: string, report: Report): Promise<AptSetup> {
    let sources = debianSources(await indexTargets(), suite);
    if (sources.length === 0 && (await canInstall())) {
        // A machine on which apt has never been used knows its sources only once it has asked them.
        report("asking Debian's package sources");
        await update(report);
        sources = debianSources(await indexTargets(), suite);
    }
    if (sources.length === 0) {
        throw new Failure(
            "the base image is made with Debian's packages, and this machine has no Debian package source: " +
                "run on Debian, or give the images under hpc-stacks:images.pulled in the stack file",
        );
    }
    const configuration = (await tryRun("apt-config", ["dump"])) ?? "";
    return { sources, options: configuration.split("\n").filter((line) => reach.test(line) && !line.endsWith(' "";')) };
}

async function indexTargets(): Promise<string> {
    const format = "$(REPO_URI) $(RELEASE) $(COMPONENT)";
    return (await tryRun("apt-get", ["indextargets", "--format", format, "Created-By: Packages"])) ?? "";
}

/**
 * sources.list of a Debian release, from the machine's own sources given as lines `uri release component`: the
 * archive, its updates and its security fixes. Third parties' sources have other releases or components.
 */
export function debianSources(targets: string, suite: string): string[] {
    const own = targets
        .split("\n")
        .map((line) => /^(\S+) ([a-z]+)(|-updates|-security) main$/.exec(line.trim()))
        .filter((match) => match !== null)
        .map(([, uri, , pocket]) => `deb ${uri} ${suite}${pocket} main`);
    return [...new Set(own)].sort();
}
