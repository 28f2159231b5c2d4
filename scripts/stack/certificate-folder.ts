import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { Failure } from "../failure";
import type { EngineOutputs } from "./engines";

/** Writes what a Docker client shows to an engine where nobody but its user can read it. */
export function writeCertificates(folder: string, client: NonNullable<EngineOutputs["client"]>): void {
    try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        chmodSync(folder, 0o700);
        for (const part of ["ca", "cert", "key"] as const) {
            const file = path.join(folder, `${part}.pem`);
            // Complete when it gets its name: a client may be reading the old one.
            writeFileSync(`${file}.${process.pid}`, client[part], { mode: 0o600 });
            renameSync(`${file}.${process.pid}`, file);
        }
    } catch (error) {
        throw new Failure(
            `the client's certificate cannot be written to ${folder} (${(error as Error).message}): ` +
                "make the folder writable or set another one as certificateFolder",
        );
    }
}

/** A folder as the user's shell understands it. */
export function expandHome(folder: string, home = os.homedir()): string {
    return folder.replace(/^~(?=$|\/)/, home);
}

/** Lines for a shell that make a Docker client one of the engine, and none of any other. */
export function exportLines({ env }: EngineOutputs, home = os.homedir()): string {
    const variables = {
        ...env,
        ...(env["DOCKER_CERT_PATH"] && { DOCKER_CERT_PATH: expandHome(env["DOCKER_CERT_PATH"], home) }),
    };
    return ["DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"]
        .map((name) => {
            const value = (variables as Record<string, string | undefined>)[name];
            return value === undefined ? `unset ${name}` : `export ${name}='${value.replaceAll("'", "'\\''")}'`;
        })
        .join("\n");
}
