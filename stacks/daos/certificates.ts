import { readFileSync } from "node:fs";
import * as path from "node:path";

import { archiveFaults, packCertificates } from "../../components/daos/certificate-archive";
import { type AgentCertificates, certificateFaults } from "../../components/daos/certificate-faults";
import { project } from "../../images/context";
import type { SiteFault } from "../site-faults";
import type { DaosSite } from "./site";

/**
 * The archive of certificates that a site's agent gets, undefined where it gets none.
 * @throws Error when the archive's file cannot be read.
 */
export function certificateArchive({ auth, certificates }: DaosSite): Buffer | undefined {
    if (!auth || certificates === undefined) {
        return undefined;
    }
    return certificates.archive === undefined
        ? packCertificates(certificates as AgentCertificates)
        : readFileSync(path.resolve(project, certificates.archive));
}

/** All that is wrong with the certificates that a site gives its agent. */
export function certificateMaterialFaults(site: DaosSite): SiteFault[] {
    const { auth, certificates } = site;
    if (!auth || certificates === undefined) {
        return [];
    }
    if (certificates.archive === undefined) {
        const { ca, cert, key } = certificates;
        return certificateFaults({ ca, cert, key }).map(({ of, message }) => ({ path: ["certificates", of], message }));
    }
    return fileFaults(site, certificates.archive).map((message) => ({ path: ["certificates", "archive"], message }));
}

function fileFaults(site: DaosSite, file: string): string[] {
    try {
        return archiveFaults(certificateArchive(site)!).map((fault) => `${file} ${fault}`);
    } catch (error) {
        const { code = "error" } = error as NodeJS.ErrnoException;
        return [`${file} cannot be read (${code}), give its path from the project's folder`];
    }
}
