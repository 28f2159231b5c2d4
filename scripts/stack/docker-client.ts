import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import type { EngineAddress } from "../../components/image/engine-client";
import { run, tryRun } from "../toolchain/run";
import { writeCertificates } from "./certificate-folder";

/** The plain Docker client, as one of a certain engine. */
export class DockerClient {
    private known: readonly string[] | undefined;

    /** @param address Where the engine is, and what it is shown. Secret: a key may be part of it. */
    constructor(readonly address: EngineAddress & { readonly host: string }) {}

    /** Options in front of a command that make it one of the engine. */
    get options(): readonly string[] {
        return (this.known ??= ["--host", this.host, ...tlsOptions(this.address)]);
    }

    /** Where the engine is. */
    get host(): string {
        return this.address.host;
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

/** None where the engine is shown nothing, or what the client's environment says. */
function tlsOptions({ ca, cert, key }: EngineAddress): string[] {
    if (ca === undefined || cert === undefined || key === undefined) {
        return [];
    }
    const folder = certificateFolder();
    writeCertificates(folder, { ca, cert, key });
    const file = (part: string): string => path.join(folder, `${part}.pem`);
    return ["--tlsverify", "--tlscacert", file("ca"), "--tlscert", file("cert"), "--tlskey", file("key")];
}
