import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { Failure } from "../failure";
import { packageFile, project } from "../project";

/** The stack file of a site, as committed. */
export function siteFile(stack: string): string {
    return path.join(project, `Pulumi.${stack}.yaml`);
}

/** Lines by which a stack file says how its secrets are encrypted. */
const encryption = /^(encryptionsalt|encryptedkey|secretsprovider):.*$/gm;

/** Whether a stack file says how its secrets are encrypted, as it must where it holds any. */
export function statesEncryption(text: string): boolean {
    return text.match(encryption) !== null;
}

/** The text of a stack file with the encryption lines of an older copy of it. */
export function withEncryptionOf(text: string, copy: string): string {
    return [text.trimEnd(), ...(copy.match(encryption) ?? [])].join("\n") + "\n";
}

/**
 * The stack file to hand to Pulumi.
 *
 * Pulumi writes the salt of the passphrase into the stack file. The passphrase is this machine's, so a committed file
 * without a salt must stay so: Pulumi is given a copy instead, made anew from the committed file each time but for the
 * salt. A file that states its encryption holds secrets for everyone who has its passphrase, and is used as it is.
 */
export function configFile(stack: string, committed: string, stateFolder: string): string {
    if (!existsSync(committed)) {
        throw new Failure(`there is no site ${stack}: ${path.relative(process.cwd(), committed)} does not exist`);
    }
    const text = readFileSync(committed, "utf8");
    if (statesEncryption(text)) {
        return committed;
    }
    const copy = path.join(copiesFolder(stateFolder), `Pulumi.${stack}.yaml`);
    const old = existsSync(copy) ? readFileSync(copy, "utf8") : "";
    writeAtomically(copy, withEncryptionOf(text, old));
    return copy;
}

/**
 * Folder of the copies. It is a Pulumi project of the same name, so that `stack init`, which cannot be given a stack
 * file, writes the salt here when it is run in it.
 */
export function copiesFolder(stateFolder: string): string {
    const folder = path.join(stateFolder, "sites");
    mkdirSync(folder, { recursive: true });
    writeAtomically(path.join(folder, "Pulumi.yaml"), `name: ${packageFile.name}\nruntime: nodejs\n`);
    return folder;
}

function writeAtomically(file: string, text: string): void {
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, text);
    renameSync(aside, file);
}
