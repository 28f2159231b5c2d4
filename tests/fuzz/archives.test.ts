import assert from "node:assert/strict";

import { xz } from "@napi-rs/lzma";
import fc from "fast-check";

import { archiveFaults, packCertificates } from "../../components/daos/certificate-archive";
import { spoiledBytes } from "../support/spoiled";

describe("fuzz: an archive of certificates", () => {
    const packed = packCertificates({ ca: "a certificate\n", cert: "another\n", key: "a key\n" });
    const archive = fc.oneof(
        spoiledBytes(packed),
        // Spoiled inside, so that more than the outer form is looked at.
        spoiledBytes(xz.decompressSync(packed)).map((tar) => xz.compressSync(tar)),
        fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
    );

    it("is told what is wrong with it, whatever its bytes are", () => {
        fc.assert(
            fc.property(archive, (bytes) => {
                const faults = archiveFaults(bytes);
                assert.ok(faults.length > 0);
                for (const fault of faults) {
                    assert.match(fault, /^(has|is|holds) /);
                }
            }),
            { numRuns: 2500 },
        );
    }).timeout(120_000);
});
