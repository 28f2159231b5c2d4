import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { gzipSync } from "node:zlib";

import { xz } from "@napi-rs/lzma";
import { type TarFileInput, createTar } from "nanotar";

import { archiveFaults, packCertificates } from "../../../components/daos/certificate-archive";
import { type AgentCertificates, certificateFaults } from "../../../components/daos/certificate-faults";
import { DaosAuthority } from "../../support/daos-certificates";

let authority: DaosAuthority;
let good: AgentCertificates;

before(async () => {
    authority = await DaosAuthority.create();
    good = await authority.agent();
});

/** Faults of certificates that differ from good ones, as `<which>: <what>`. */
function faults(different: Partial<AgentCertificates>, now?: Date): string[] {
    return certificateFaults({ ...good, ...different }, now).map(({ of, message }) => `${of}: ${message}`);
}

describe("an agent's certificates", () => {
    it("have no fault when they belong together", () => {
        assert.deepEqual(faults({}), []);
    });

    it("must be PEM texts, all of them", () => {
        assert.deepEqual(faults({ ca: "x", cert: "", key: "-----BEGIN PRIVATE KEY-----" }), [
            "ca: is no certificate in PEM form, give text that begins with -----BEGIN CERTIFICATE-----",
            "cert: is no certificate in PEM form, give text that begins with -----BEGIN CERTIFICATE-----",
            "key: is no private key in PEM form, give text that begins with -----BEGIN PRIVATE KEY-----",
        ]);
    });

    it("must have a key that can be read without a passphrase", () => {
        const { privateKey: key } = generateKeyPairSync("rsa", {
            modulusLength: 2048,
            privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" },
            publicKeyEncoding: { type: "spki", format: "pem" },
        });
        assert.deepEqual(faults({ key }), ["key: is encrypted, give a private key without passphrase"]);
    });

    it("must have the certificate's own key", async () => {
        assert.deepEqual(faults({ key: (await authority.issue("agent")).key }), [
            "key: does not belong to the certificate, give the key that it was issued for",
        ]);
    });

    it("must be of the given authority, and not of another with the same name", async () => {
        assert.deepEqual(faults({ ca: (await DaosAuthority.create()).ca }), [
            "cert: was not signed by the given authority, give one that was or its own daosCA.crt",
        ]);
    });

    it("must be issued to an agent", async () => {
        assert.deepEqual(faults(await authority.issue("server")), [
            'cert: has the common name "server", give one that was issued to "agent"',
        ]);
    });

    it("must be valid now", async () => {
        const day = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000);
        const on = (days: number) => day(days).toISOString().slice(0, 10);
        assert.deepEqual(faults({}, day(31)), [
            `ca: expired on ${on(30)}, give one that is valid`,
            `cert: expired on ${on(30)}, give one that is valid`,
        ]);
        assert.deepEqual(faults(await authority.issue("agent", { from: 2 })), [
            `cert: is not valid before ${on(2)}, give one that is valid now or set the clock`,
        ]);
    });
});

describe("an archive of certificates", () => {
    const file = (name: string, data: string, mode = "400"): TarFileInput => ({ name, data, attrs: { mode } });
    const files = () => [file("daosCA.crt", good.ca), file("agent.crt", good.cert), file("agent.key", good.key)];
    const packed = (entries: TarFileInput[]) => xz.compressSync(createTar(entries));

    it("is the same for the same certificates, another for others, and has no fault", async () => {
        const archive = packCertificates(good);
        assert.ok(archive.equals(packCertificates({ ...good })));
        assert.ok(!archive.equals(packCertificates(await authority.agent())));
        assert.deepEqual(archiveFaults(archive), []);
    });

    it("may be made of a folder", () => {
        const inFolder = files().map((entry) => ({ ...entry, name: `./${entry.name}` }));
        assert.deepEqual(archiveFaults(packed([{ name: "./", attrs: { mode: "700" } }, ...inFolder])), []);
    });

    it("holds three files at its top and nothing else", () => {
        const [ca, cert, key] = files() as [TarFileInput, TarFileInput, TarFileInput];
        assert.deepEqual(archiveFaults(packed([ca, cert])), ["holds no agent.key at its top, add it"]);
        assert.deepEqual(archiveFaults(packed([ca, cert, key, file("server.key", "x")])), [
            "holds server.key, leave it out",
        ]);
        const inside = [ca, cert, key].map((entry) => ({ ...entry, name: `certs/${entry.name}` }));
        assert.deepEqual(archiveFaults(packed([{ name: "certs/" }, ...inside])), [
            "holds no daosCA.crt at its top, add it",
            "holds no agent.crt at its top, add it",
            "holds no agent.key at its top, add it",
            "holds the folder certs, pack the files alone",
        ]);
        assert.deepEqual(archiveFaults(packed([ca, cert, { name: "agent.key", attrs: { mode: "700" } }])), [
            "holds agent.key as a directory, pack the file itself",
        ]);
    });

    it("keeps its key from others", () => {
        const open = files().map((entry) => ({ ...entry, attrs: { mode: "0644" } }));
        assert.deepEqual(archiveFaults(packed(open)), [
            "holds agent.key with mode 0644, pack it again after `chmod 0400 agent.key`",
        ]);
    });

    it("is xz, whole, and a tar file inside", () => {
        const tar = createTar(files());
        assert.deepEqual(archiveFaults(gzipSync(tar)), ["is gzip and not xz, make it by `tar --create --xz`"]);
        const none = ["is no tar file in xz form, make it by `tar --create --xz`"];
        assert.deepEqual(archiveFaults(Buffer.from(tar)), none);
        assert.deepEqual(archiveFaults(xz.compressSync("text")), none);
        assert.deepEqual(archiveFaults(packed(files()).subarray(0, 500)), none);
        assert.deepEqual(archiveFaults(Buffer.alloc(0)), none);
    });

    it("fits into a secret of the engine", () => {
        assert.deepEqual(archiveFaults(Buffer.alloc(512_000)), [
            "has 512000 bytes, give an archive of less than 512000 with the certificates alone",
        ]);
    });

    it("tells the faults of all that it holds at once", async () => {
        const foreign = await DaosAuthority.create();
        assert.deepEqual(archiveFaults(packCertificates({ ...good, ca: foreign.ca, key: "no key" })), [
            "holds agent.key, which is no private key in PEM form, give text that begins with -----BEGIN PRIVATE KEY-----",
            "holds agent.crt, which was not signed by the given authority, give one that was or its own daosCA.crt",
        ]);
    });
});
