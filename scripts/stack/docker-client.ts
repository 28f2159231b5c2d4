import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { run, tryRun } from "../toolchain/run";
import { writeCertificates } from "./certificate-folder";
import type { EngineOutputs } from "./engines";

/** How the plain Docker client is told of an engine. */
export interface EngineAccess {
    /** `unix:///path`, `tcp://host:port` or `ssh://user@host`. */
    readonly host: string;
    /** What the engine is shown, PEM texts. @default - nothing, or what the client's environment says */
    readonly client?: EngineOutputs["client"];
}

/** The plain Docker client, as one of a certain engine. */
export class DockerClient {
    /** Options in front of a command that make it one of the engine. */
    readonly options: readonly string[];

    constructor(private readonly access: EngineAccess) {
        this.options = ["--host", access.host, ...(access.client === undefined ? [] : tlsOptions(access.client))];
    }

    /** Address of the engine. */
    get host(): string {
        return this.access.host;
    }

    /** What a command printed. @throws Failure when it fails */
    run(...args: string[]): Promise<string> {
        return run("docker", [...this.options, ...args]);
    }

    /** As `run`, but undefined where the engine does not answer or the command fails. */
    tryRun(...args: string[]): Promise<string | undefined> {
        return tryRun("docker", [...this.options, ...args]);
    }
}

let certificates: string | undefined;

/** The client reads certificates from files only: they are in folders of its user's alone, until this process ends. */
function certificateFolder(): string {
    if (certificates === undefined) {
        const made = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-engine-"));
        process.once("exit", () => rmSync(made, { recursive: true, force: true }));
        certificates = made;
    }
    return mkdtempSync(path.join(certificates, "client-"));
}

function tlsOptions(client: NonNullable<EngineAccess["client"]>): string[] {
    const folder = certificateFolder();
    writeCertificates(folder, client);
    const file = (part: string): string => path.join(folder, `${part}.pem`);
    return ["--tlsverify", "--tlscacert", file("ca"), "--tlscert", file("cert"), "--tlskey", file("key")];
}
