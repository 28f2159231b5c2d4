import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { Failure } from "../failure";
import { project } from "../project";
import { type Entry, cached, findEntry } from "./cache";
import { Turns } from "./turns";
import type { Report } from "./progress";
import { run, tryRun } from "./run";

/** A Go module under `toolchain/`, and what is built of it. */
export interface GoModule {
    /** Folder under `toolchain/`. */
    readonly module: string;
    /** Package pattern. @default - all `tool`s of go.mod */
    readonly packages?: string;
    /** Go variables to set, by full name: for programs that know their version by no other means. */
    readonly variables?: Readonly<Record<string, string>>;
    /** Folders of modules of the build list to keep beside the programs. @default - none */
    readonly folders?: readonly { readonly of: string; readonly path: string; readonly as: string }[];
}

/**
 * GOTOOLCHAIN: the Go that is installed, and none fetched from elsewhere. GOFLAGS: go.mod and go.sum stay as
 * committed, and the programs are the same whatever checkout and folder they are built in.
 */
export const goEnvironment = {
    CGO_ENABLED: "0",
    GOFLAGS: "-mod=readonly -trimpath -buildvcs=false",
    GOTOOLCHAIN: "local",
    GOWORK: "off",
};

/** Compiling keeps all cores busy by itself, and two builds side by side would compile what they share twice. */
const compiling = new Turns();
/** One module's download keeps the line busy too; it runs while another module is compiled. */
const downloading = new Turns();

/** Folder with the programs of a module in `bin/` and its kept folders in `folders/`, built now unless it was before. */
export async function buildGo(module: GoModule, report: Report): Promise<string> {
    return cached(await entryOf(module), report, async (folder, log) => {
        await checkGo(module.module);
        report("waiting to download");
        await downloading.take(async () => {
            report("downloading");
            await go(module, ["list", "-deps", packagesOf(module)], log);
        });
        report("waiting to compile");
        await compiling.take(async () => {
            report("compiling");
            const bin = path.join(folder, "bin");
            mkdirSync(bin);
            await go(module, ["build", "-ldflags", linkerFlags(module), "-o", `${bin}/`, packagesOf(module)], log);
        });
        for (const kept of module.folders ?? []) {
            const source = await go(module, ["list", "-m", "-f", "{{.Dir}}", kept.of], log);
            copyWritable(path.join(source.trim(), kept.path), path.join(folder, "folders", kept.as));
        }
    });
}

/** As `buildGo`, but undefined where it was not built before. */
export async function findGo(module: GoModule): Promise<string | undefined> {
    return (await goVersion()) === undefined ? undefined : findEntry(await entryOf(module));
}

/** Version of a module that a go.mod under `toolchain/` requires, as `v1.2.3`. */
export function requiredVersion(module: string, of: string): string {
    const line = readFileSync(path.join(moduleFolder(module), "go.mod"), "utf8")
        .split("\n")
        .find((text) => text.replace("require", "").trim().startsWith(`${of} v`));
    if (line === undefined) {
        throw new Error(`toolchain/${module}/go.mod does not require ${of}`);
    }
    return line.replace("require", "").trim().split(" ")[1]!;
}

async function entryOf(module: GoModule): Promise<Entry> {
    const files = filesBelow(moduleFolder(module.module)).flatMap((file) => [
        path.relative(project, file),
        readFileSync(file, "utf8"),
    ]);
    const version = (await goVersion()) ?? "none";
    return { name: module.module, key: [version, JSON.stringify([goEnvironment, module]), ...files] };
}

let version: Promise<string | undefined> | undefined;

/** `go1.26.8 linux/amd64`, or undefined where Go is not installed. */
function goVersion(): Promise<string | undefined> {
    version ??= tryRun("go", ["version"], { env: { GOTOOLCHAIN: "local" } });
    return version.then((text) => text?.trim().replace("go version ", ""));
}

/** @throws Failure where Go is missing or older than the module wants. */
export async function checkGo(module: string): Promise<void> {
    const [, wanted] = /^go (\S+)$/m.exec(readFileSync(path.join(moduleFolder(module), "go.mod"), "utf8")) ?? [];
    const [, found] = /^go(\d+\.\d+(?:\.\d+)?)/.exec((await goVersion()) ?? "") ?? [];
    if (found === undefined || isOlder(found, wanted!)) {
        const problem = found === undefined ? "Go is not installed" : `Go ${found} is too old`;
        throw new Failure(`${problem}: install Go ${wanted} or later and put it on PATH`);
    }
}

/** Whether Go release `found` came before `wanted`; a part that is not given counts as 0. */
export function isOlder(found: string, wanted: string): boolean {
    const [a, b] = [found, wanted].map((release) => release.split(".").map(Number));
    const different = [0, 1, 2].find((part) => (a![part] ?? 0) !== (b![part] ?? 0));
    return different !== undefined && (a![different] ?? 0) < (b![different] ?? 0);
}

/** Runs `go` in the folder of a module; what it prints is appended to `log`, if there is one. */
export function go(module: GoModule, args: string[], log?: string): Promise<string> {
    return run("go", args, { cwd: moduleFolder(module.module), env: goEnvironment, log });
}

/** Pattern of the packages that are built of a module. */
export function packagesOf(module: GoModule): string {
    return module.packages ?? "tool";
}

/** `-s -w` leaves out what only a debugger reads. */
function linkerFlags(module: GoModule): string {
    const variables = Object.entries(module.variables ?? {}).map(([name, value]) => `-X ${name}=${value}`);
    return ["-s", "-w", ...variables].join(" ");
}

/** Folder of a module under `toolchain/`. */
export function moduleFolder(module: string): string {
    return path.join(project, "toolchain", module);
}

function filesBelow(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort();
}

/** Go keeps modules read-only, which would also keep us from removing the copy. */
function copyWritable(source: string, target: string): void {
    mkdirSync(target, { recursive: true });
    for (const entry of readdirSync(source, { withFileTypes: true }).filter((file) => file.isFile())) {
        writeFileSync(path.join(target, entry.name), readFileSync(path.join(source, entry.name)));
    }
}
