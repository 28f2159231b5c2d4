import { xz } from "@napi-rs/lzma";
import { type ParsedTarFileItem, createTar, parseTar } from "nanotar";

import { type AgentCertificates, certificateFaults } from "./certificate-faults";

/** Files of the archive by what they hold. */
const FILES = { ca: "daosCA.crt", cert: "agent.crt", key: "agent.key" } as const;
const NAMES: readonly string[] = Object.values(FILES);

/** The engine refuses a Swarm secret of this many bytes or more. */
const TOO_LARGE = 512_000;

/** How the formats that are mistaken for xz begin. */
const OTHER_FORMATS: Readonly<Record<string, string>> = { "1f8b": "gzip", "425a": "bzip2", "28b5": "zstd" };

/** The archive of an agent's certificates, a tar file in xz form; the same bytes for the same certificates. */
export function packCertificates(certificates: AgentCertificates): Buffer {
    const files = [
        { name: FILES.ca, data: certificates.ca, attrs: { mode: "444" } },
        { name: FILES.cert, data: certificates.cert, attrs: { mode: "444" } },
        { name: FILES.key, data: certificates.key, attrs: { mode: "400" } },
    ];
    return xz.compressSync(createTar(files, { attrs: { uid: 0, gid: 0, mtime: 0 } }));
}

/**
 * All that is wrong with an archive of certificates, in words that follow its name: its form, its files, and what they
 * hold.
 * @param now Time at which the certificates must be valid.
 */
export function archiveFaults(archive: Buffer, now = new Date()): string[] {
    if (archive.length >= TOO_LARGE) {
        return [`has ${archive.length} bytes, give an archive of less than ${TOO_LARGE} with the certificates alone`];
    }
    const format = OTHER_FORMATS[archive.subarray(0, 2).toString("hex")];
    if (format !== undefined) {
        return [`is ${format} and not xz, make it by \`tar --create --xz\``];
    }
    const entries = unpack(archive);
    return entries === undefined
        ? ["is no tar file in xz form, make it by `tar --create --xz`"]
        : [...entryFaults(entries), ...contentFaults(entries, now)];
}

/** Entries of an archive by their names without a leading `./`, undefined where it is none. */
function unpack(archive: Buffer): Map<string, ParsedTarFileItem> | undefined {
    try {
        // The parser reads the whole memory behind a Buffer, which may be more than the Buffer.
        const entries = parseTar(Uint8Array.from(xz.decompressSync(archive)));
        const named = entries.map((entry) => [entry.name.replace(/^\.\//, ""), entry] as const);
        return entries.length === 0 ? undefined : new Map(named.filter(([name]) => name !== ""));
    } catch {
        return undefined;
    }
}

function entryFaults(entries: ReadonlyMap<string, ParsedTarFileItem>): string[] {
    const missing = NAMES.filter((file) => !entries.has(file)).map((file) => `holds no ${file} at its top, add it`);
    const others = [...entries].flatMap(([name, { type, attrs }]) => {
        if (!NAMES.includes(name)) {
            const folder = type === "directory" || name.includes("/");
            return [
                folder
                    ? `holds the folder ${name.replace(/\/.*/, "")}, pack the files alone`
                    : `holds ${name}, leave it out`,
            ];
        }
        if (type !== "file") {
            return [`holds ${name} as a ${type}, pack the file itself`];
        }
        const mode = parseInt(attrs?.mode ?? "0", 8) & 0o7777;
        return name === FILES.key && (mode & 0o077) !== 0
            ? [`holds ${name} with mode 0${mode.toString(8)}, pack it again after \`chmod 0400 ${name}\``]
            : [];
    });
    return [...missing, ...new Set(others)];
}

function contentFaults(entries: ReadonlyMap<string, ParsedTarFileItem>, now: Date): string[] {
    const texts = Object.entries(FILES).flatMap(([of, file]) => {
        const entry = entries.get(file);
        return entry?.type === "file" ? [[of, entry.text]] : [];
    });
    return certificateFaults(Object.fromEntries(texts) as Partial<AgentCertificates>, now).map(
        ({ of, message }) => `holds ${FILES[of]}, which ${message}`,
    );
}
