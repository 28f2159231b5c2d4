import assert from "node:assert/strict";

import { DURATION, engineDuration, seconds, swarmDuration } from "../../components/duration";

describe("duration", () => {
    const lengths = { "90s": 90, "5m": 300, "1h30m": 5400, "24h": 86400, "1h1m1s": 3661, "0s": 0, "1h0m5s": 3605 };
    for (const [text, expected] of Object.entries(lengths)) {
        it(`reads ${text} as ${expected} seconds`, () => assert.equal(seconds(text), expected));
    }

    for (const text of ["", "5", "m", "5 m", "-5m", "1.5h", "5m1h", "5m5m", "1d", "5M", " 5m", "5m\n", "9999999s"]) {
        it(`refuses ${JSON.stringify(text)}`, () => {
            assert.equal(DURATION.test(text), false);
            assert.throws(() => seconds(text), {
                name: "RangeError",
                message: `duration "${text}" is not of the form 1h30m, 5m or 90s`,
            });
        });
    }

    // As time.Duration of Go prints whole seconds, which is what the engine gives back on a refresh.
    const written = { 0: "0s", 1: "1s", 59: "59s", 60: "1m0s", 90: "1m30s", 3600: "1h0m0s", 3661: "1h1m1s" };
    for (const [total, expected] of Object.entries(written)) {
        it(`writes ${total} seconds as ${expected}`, () => assert.equal(engineDuration(Number(total)), expected));
    }

    const ofSwarm = { 0: "0s", 59: "59s", 60: "1m", 90: "1m30s", 3600: "1h", 3605: "1h0m5s", 36000: "10h" };
    for (const [total, expected] of Object.entries(ofSwarm)) {
        it(`writes ${total} seconds of a swarm as ${expected}`, () =>
            assert.equal(swarmDuration(Number(total)), expected));
    }
});
