import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, unlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

import { project } from "../project";

/** Folder for state and passphrase that git ignores. */
export const defaultStateFolder = path.join(project, ".state");

/** Whether the state is kept by us: a site overrides this by Pulumi's own variable. */
export function keepsOwnState(): boolean {
    return !process.env.PULUMI_BACKEND_URL;
}

/** Environment that tells Pulumi where the state is and what its secrets are encrypted with. */
export function stateEnvironment(folder: string): Record<string, string> {
    if (!keepsOwnState()) {
        return {};
    }
    mkdirSync(folder, { recursive: true });
    // Also one that was made before it held secrets.
    chmodSync(folder, 0o700);
    const hasPassphrase =
        process.env.PULUMI_CONFIG_PASSPHRASE !== undefined || process.env.PULUMI_CONFIG_PASSPHRASE_FILE;
    return {
        PULUMI_BACKEND_URL: pathToFileURL(folder).href,
        ...(hasPassphrase ? {} : { PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile(folder) }),
    };
}

/** File with the passphrase of a state folder, which nobody but its owner may read; made once. */
function passphraseFile(folder: string): string {
    const file = path.join(folder, "passphrase");
    if (!existsSync(file)) {
        // Complete when it gets its name, which only one of two runs can give it.
        const aside = `${file}.${process.pid}`;
        writeFileSync(aside, randomBytes(32).toString("base64url") + "\n", { mode: 0o600 });
        try {
            linkSync(aside, file);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
                throw error;
            }
        } finally {
            unlinkSync(aside);
        }
    }
    return file;
}
