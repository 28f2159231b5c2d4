import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { project } from "../../scripts/project";
import { run } from "../../scripts/toolchain/run";
import { eventually } from "./eventually";

/** What lets a container run an engine: as components/engine/docker-engine.ts has it, for a while and without limits. */
const MAY_RUN_CONTAINERS = ["SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE"].flatMap((name) => ["--cap-add", name]);

/** An engine of the tests' own in a container, whose data is on a disk in memory. */
export class OwnEngine {
    private constructor(
        private readonly folder: string,
        private readonly container: string,
    ) {}

    /**
     * @param image Image of the engine, as the pcocc environment builds it.
     * @param stack Stack that it is found by if a test fails to remove it.
     * @param megabytes Size of its disk.
     */
    static async start(image: string, stack: string, megabytes: number): Promise<OwnEngine> {
        const folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-engine-"));
        chmodSync(folder, 0o700);
        const hosts = ["unix:///run/docker.sock", "unix:///run/tests/docker.sock"];
        writeFileSync(path.join(folder, "daemon.json"), JSON.stringify({ hosts, "log-level": "warn" }));
        const script = path.join(project, "components", "engine", "docker-engine.sh");
        const engine = new OwnEngine(folder, `${stack}-own-engine`);
        await run("docker", [
            ...["run", "--detach", "--name", engine.container, "--label", `hpc-stacks.stack=${stack}`],
            ...[...MAY_RUN_CONTAINERS, "--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"],
            ...["--tmpfs", `/var/lib/docker:size=${megabytes}m,exec,dev,suid`],
            ...["--volume", `${folder}:/run/tests`, "--volume", `${script}:/docker-engine.sh:ro`],
            ...["--volume", `${path.join(folder, "daemon.json")}:/etc/docker/daemon.json:ro`],
            ...["--env", "ALLOCATION=tests", "--env", "START_TIMEOUT=60"],
            ...["--entrypoint", "/bin/sh", image, "/docker-engine.sh"],
        ]);
        await eventually(60_000, () => engine.docker("info"));
        return engine;
    }

    /** Address of the engine, as a site gives it. */
    get host(): string {
        return `unix://${this.folder}/docker.sock`;
    }

    /** Runs the plain Docker client on it. */
    docker(...args: string[]): Promise<string> {
        return run("docker", ["--host", this.host, ...args]);
    }

    /** Gives it another disk size, and leaves what is on it. */
    async resize(megabytes: number): Promise<void> {
        const remount = ["mount", "-o", `remount,size=${megabytes}m`, "/var/lib/docker"];
        await run("docker", ["exec", this.container, ...remount]);
    }

    async remove(): Promise<void> {
        await run("docker", ["rm", "--force", "--volumes", this.container]);
        rmSync(this.folder, { recursive: true, force: true });
    }
}
