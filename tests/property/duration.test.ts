import assert from "node:assert/strict";

import fc from "fast-check";

import { DURATION, engineDuration, seconds } from "../../components/duration";

const wholeSeconds = fc.nat({ max: 1_000_000 });

describe("durations", () => {
    it("come back as they went to the engine", () => {
        fc.assert(fc.property(wholeSeconds, (total) => seconds(engineDuration(total)) === total));
    });

    it("are written as Go writes whole seconds", () => {
        fc.assert(
            fc.property(wholeSeconds, (total) => {
                assert.equal(engineDuration(total), goString(total));
            }),
        );
    });

    it("of any text are either of our form, or refused", () => {
        const units = fc.array(fc.constantFrom("h", "m", "s", "1", "20", " ", "-", "."), { maxLength: 8 });
        const text = fc.oneof(
            fc.string(),
            units.map((parts) => parts.join("")),
        );
        fc.assert(
            fc.property(text, (duration) => {
                if (DURATION.test(duration)) {
                    assert.ok(Number.isSafeInteger(seconds(duration)));
                } else {
                    assert.throws(() => seconds(duration), RangeError);
                }
            }),
        );
    });

    it("add up", () => {
        fc.assert(
            fc.property(fc.nat(99), fc.nat(999), fc.nat(9999), (h, m, s) => {
                assert.equal(seconds(`${h}h${m}m${s}s`), h * 3600 + m * 60 + s);
            }),
        );
    });
});

/** `time.Duration.String` of Go for whole seconds: units from the largest that is not zero, all below it written out. */
function goString(total: number): string {
    const units = [
        [Math.floor(total / 3600), "h"],
        [Math.floor(total / 60) % 60, "m"],
        [total % 60, "s"],
    ] as const;
    const first = units.findIndex(([amount]) => amount > 0);
    return units
        .slice(first < 0 ? 2 : first)
        .map(([amount, unit]) => `${amount}${unit}`)
        .join("");
}
