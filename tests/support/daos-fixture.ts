import { copyFileSync, readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";

import { cached } from "../../scripts/toolchain/cache";
import { silent } from "../../scripts/toolchain/progress";
import { buildRootFs } from "../../scripts/toolchain/rootfs";
import { run, tryRun } from "../../scripts/toolchain/run";

const FOLDER = path.join(__dirname, "..", "fixtures", "daos");
const LABEL = "hpc-stacks.fixture=daos";

/** What a base image of the EL family has, as far as Debian has it. */
const ROOTFS = {
    suite: "bookworm",
    packages: ["ca-certificates", "curl", "dnf", "python3-dateutil", "rpm", "usr-is-merged"],
    settings: [
        "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr",
        "--dpkgopt=path-exclude=/usr/share/man/*",
        "--dpkgopt=path-exclude=/usr/share/locale/*",
        "--dpkgopt=path-exclude=/usr/share/doc/*",
        // The scripts of packages expect bash.
        '--customize-hook=chroot "$1" ln --symbolic --force bash /bin/sh',
    ],
};

/** The stand-ins for DAOS and for the base image that its images start from. */
export interface DaosFixture {
    readonly baseImage: { readonly name: string; readonly tag: string };
    /** Program `daos_server` for this machine. */
    readonly server: string;
}

/** The fixture, built now unless it was before; its base image is on the engine. */
export async function daosFixture(): Promise<DaosFixture> {
    const rootfs = await buildRootFs(ROOTFS, silent);
    const sources = filesBelow(FOLDER).map((file) => readFileSync(file, "utf8"));
    const folder = await cached({ name: "fixture-daos", key: [rootfs, ...sources] }, silent, async (aside, log) => {
        await build(rootfs, aside, log);
    });
    const tag = path.basename(folder).replace("fixture-daos-", "");
    const reference = `hpc-stacks-fixture/daos-base:${tag}`;
    if ((await tryRun("docker", ["image", "inspect", reference])) === undefined) {
        const loaded = await run("docker", ["load", "--quiet", "--input", path.join(folder, "base.tar")]);
        await run("docker", ["tag", loaded.replace(/^Loaded image(?: ID)?: /, "").trim(), reference]);
    }
    return { baseImage: { name: reference.replace(/:.*/, ""), tag }, server: path.join(folder, "daos_server") };
}

/** Takes the base image off the engine, with what builds that failed left on it; it is loaded again when it is needed. */
export async function removeDaosFixture({ baseImage: { name, tag } }: DaosFixture): Promise<void> {
    await run("docker", ["image", "rm", `${name}:${tag}`]);
    await run("docker", ["image", "prune", "--force", "--filter", `label=${LABEL}`]);
}

async function build(rootfs: string, folder: string, log: string): Promise<void> {
    const context = path.join(folder, "context");
    await run("cp", ["--recursive", FOLDER, context], { log });
    copyFileSync(rootfs, path.join(context, "rootfs.tar"));
    const server = path.join(folder, "daos_server");
    const flags = ["-trimpath", "-buildvcs=false", "-ldflags", "-s -w"];
    const env = { CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOWORK: "off" };
    await run("go", ["build", ...flags, "-o", server, "."], { cwd: path.join(FOLDER, "standin"), env, log });
    await run("rm", ["--recursive", path.join(context, "standin")], { log });
    copyFileSync(server, path.join(context, "standin"));
    const id = await run("docker", ["build", "--quiet", "--force-rm", context], {
        env: { DOCKER_BUILDKIT: "0" },
        log,
    });
    await run("docker", ["save", "--output", path.join(folder, "base.tar"), id], { log });
    await run("rm", ["--recursive", context], { log });
    await run("docker", ["image", "rm", "--force", id], { log });
    await run("docker", ["image", "prune", "--force", "--filter", `label=${LABEL}`], { log });
}

function filesBelow(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort();
}
