import { readdirSync } from "node:fs";
import * as path from "node:path";

import { type GoModule, buildGo, checkGo, go, packagesOf } from "../toolchain/go";
import { shippedModules } from "../toolchain/modules";
import { type Report, silent } from "../toolchain/progress";
import { type Programs, type Shipped, sorted } from "./shipped";
import { stated } from "./stated";

/** A package that is linked into a program. */
interface LinkedPackage {
    /** Name of the program, where it is one. */
    readonly program?: string;
    readonly folder: string;
    readonly module: string;
    /** Empty for what is part of this project. */
    readonly version: string;
    readonly moduleFolder: string;
}

/** One line a package; what replaces a module is what is linked. The standard library has no module. */
const FORMAT =
    '{{$of := .Module}}{{if .Module}}{{with .Module.Replace}}{{$of = .}}{{end}}{{if and (eq .Name "main") (not .DepOnly)}}' +
    '{{.ImportPath}}{{end}}{{"\\t"}}{{.Dir}}{{"\\t"}}{{$of.Path}}{{"\\t"}}{{$of.Version}}{{"\\t"}}{{$of.Dir}}{{end}}';

/** A licence file by its name. What the documentation is under does not matter to a program. */
const LICENCE_FILE = /^(?:(?:un)?licen[cs]es?|copying)(?:[.-](?!docs$|go$).*)?$/i;

/** What is linked into the programs of every module that is shipped. Downloads the sources that are missing. */
export async function goPrograms(report: Report): Promise<Programs[]> {
    report("building the classifier of licences");
    const classifier = path.join(await buildGo({ module: "licences" }, silent), "bin", "licences");
    const packages = new Map<GoModule, LinkedPackage[]>();
    for (const module of shippedModules) {
        report(`toolchain/${module.module}`);
        await checkGo(module.module);
        packages.set(module, parse(await go(module, ["list", "-deps", "-f", FORMAT, packagesOf(module)])));
    }
    report("reading licences");
    const files = licenceFiles([...packages.values()].flat());
    const licences = await classified(classifier, [...new Set([...files.values()].flat())]);
    return [...packages].map(([{ module }, linked]) => ({
        module,
        names: linked.flatMap(({ program }) => program ?? []).sort(),
        linked: shipped(linked, (folder) => (files.get(folder) ?? []).flatMap((file) => licences[file] ?? [])),
    }));
}

function parse(output: string): LinkedPackage[] {
    return output
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
            const [main = "", folder = "", module = "", version = "", moduleFolder = ""] = line.split("\t");
            return { program: programName(main), folder, module, version, moduleFolder };
        });
}

/** As Go calls the program of a package: the last part of its path that is not a major version. */
export function programName(importPath: string): string | undefined {
    return importPath.split("/").findLast((part) => part !== "" && !/^v\d+$/.test(part));
}

/** The licence files of each package: those of its folder, and of those above until the module's. */
function licenceFiles(packages: readonly LinkedPackage[]): Map<string, string[]> {
    const found = new Map<string, string[]>();
    const filesOf = (folder: string, root: string): string[] => {
        let files = found.get(folder);
        if (files === undefined) {
            const above = folder === root ? [] : filesOf(path.dirname(folder), root);
            files = [...above, ...licenceFilesIn(folder)];
            found.set(folder, files);
        }
        return files;
    };
    packages.filter(({ version }) => version !== "").forEach((it) => filesOf(it.folder, it.moduleFolder));
    return found;
}

function licenceFilesIn(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
        .map((entry) => path.join(folder, entry.name));
}

async function classified(classifier: string, files: readonly string[]): Promise<Record<string, string[]>> {
    const { execa } = await import("execa");
    const { stdout } = await execa(classifier, { input: files.join("\n") });
    return JSON.parse(stdout) as Record<string, string[]>;
}

function shipped(packages: readonly LinkedPackage[], licencesOf: (folder: string) => string[]): Shipped[] {
    const modules = new Map<string, { name: string; version: string; licences: Set<string> }>();
    for (const { module: name, version, folder } of packages.filter((it) => it.version !== "")) {
        const known = modules.get(name) ?? { name, version, licences: new Set() };
        const byHand = stated[name]?.licence;
        [...(byHand === undefined ? [] : [byHand]), ...licencesOf(folder)].forEach((it) => known.licences.add(it));
        modules.set(name, known);
    }
    return sorted([...modules.values()].map((it) => ({ ...it, licences: [...it.licences].sort() })));
}
