import { createHash } from "node:crypto";
import { type Readable, Transform, pipeline } from "node:stream";

/** Bytes of zeros that a tar archive ends with. */
const END = Buffer.alloc(1024);
/** Milliseconds between two reports. */
const REPORT_PERIOD = 5000;

/** What went through a `MeteredStream`. */
export interface Measure {
    /** Bytes. */
    readonly bytes: number;
    /** Hex digits. */
    readonly md5: string;
}

/** An archive on its way from one server to the other. Nothing of it is kept. */
export interface MeteredStream {
    readonly stream: Readable;
    /** Known when the last of it has gone through. */
    readonly measure: () => Measure;
}

/**
 * Measures an archive on its way, and reports how far it is. An archive without its end breaks off with an error instead
 * of ending: an engine that fails half-way through writes words of its own where the rest should be.
 */
export function metered(source: Readable, report: (bytes: number) => void): MeteredStream {
    const md5 = createHash("md5");
    let bytes = 0;
    let tail = Buffer.alloc(0);
    let reported = Date.now();
    const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
            md5.update(chunk);
            bytes += chunk.length;
            tail = Buffer.concat([tail, chunk.subarray(-END.length)]).subarray(-END.length);
            if (Date.now() - reported >= REPORT_PERIOD) {
                reported = Date.now();
                report(bytes);
            }
            done(null, chunk);
        },
        flush(done) {
            done(tail.equals(END) ? null : new Error(`the archive broke off after ${bytes} bytes: ${words(tail)}`));
        },
    });
    // Errors of the source are the meter's, where whoever reads from it finds them.
    pipeline(source, meter, () => undefined);
    return { stream: meter, measure: () => ({ bytes, md5: md5.copy().digest("hex") }) };
}

/** What can be read of the end of an archive that has none. */
function words(tail: Buffer): string {
    return /[ -~]+\s*$/.exec(tail.toString("latin1"))?.[0].trim() ?? "";
}
