import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { createTar } from "nanotar";

import { metered } from "../../../components/storlets/tar-stream";

const ARCHIVE = Buffer.concat([createTar([{ name: "a", data: "b".repeat(5000) }]), Buffer.alloc(1024)]);

/** The same bytes in pieces of some size. */
function pieces(bytes: Buffer, size: number): Readable {
    return Readable.from(
        (function* () {
            for (let start = 0; start < bytes.length; start += size) {
                yield bytes.subarray(start, start + size);
            }
        })(),
    );
}

describe("an archive on its way", () => {
    for (const size of [1, 512, 1000, 100_000]) {
        it(`is passed on as it is and measured, in pieces of ${size} bytes`, async () => {
            const { stream, measure } = metered(pieces(ARCHIVE, size), () => undefined);
            assert.deepEqual(await buffer(stream), ARCHIVE);
            const md5 = createHash("md5").update(ARCHIVE).digest("hex");
            assert.deepEqual(measure(), { bytes: ARCHIVE.length, md5 });
        });
    }

    it("does not end where the engine broke off with words of its own", async () => {
        const broken = Buffer.concat([ARCHIVE.subarray(0, 3000), Buffer.from('{"message":"no such layer"}\n')]);
        const { stream } = metered(pieces(broken, 1000), () => undefined);
        await assert.rejects(buffer(stream), /broke off after 3028 bytes: .*no such layer/);
    });

    it("does not end when its source fails", async () => {
        const failing = Readable.from(
            (function* () {
                yield ARCHIVE.subarray(0, 2048);
                throw new Error("the engine is gone");
            })(),
        );
        await assert.rejects(buffer(metered(failing, () => undefined).stream), /the engine is gone/);
    });
});
