import assert from "node:assert/strict";

import { parseSite } from "../../../stacks/site";
import { KNOWN, LEAST, faultsOf, saying } from "../../support/site-input";

function nested(depth: number): unknown {
    let value: unknown = "inside";
    for (let level = 0; level < depth; level++) {
        value = level % 2 === 0 ? [value] : { openchami: value };
    }
    return value;
}

function circle(): unknown {
    const value: Record<string, unknown> = {};
    value["self"] = value;
    return value;
}

describe("a site that means no good", () => {
    const values: Record<string, unknown> = {
        "a value inside thousands of others": nested(20_000),
        "a value inside itself": circle(),
        "a huge text": "a.".repeat(1_000_000),
        "a text of slashes": "/".repeat(1_000_000),
        "a text of digits": "1".repeat(1_000_000),
        "no number": NaN,
        "a huge number": 1e308,
        "a big integer": 10n,
        "a symbol": Symbol("x"),
        "a function": () => 1,
        "a list of nothing": [undefined, undefined],
        "a date": new Date(0),
        "a map without a prototype": Object.create(null) as unknown,
    };
    for (const [what, value] of Object.entries(values)) {
        it(`gets an answer at once: ${what}`, () => {
            const places = [
                value,
                { ...LEAST, environments: value },
                { ...LEAST, engine: { host: value } },
                { ...LEAST, images: { pulled: { smd: value } } },
                { ...LEAST, openchami: value },
                ...["domain", "authority", "listen", "ports", "tokenLifetime", "zones", "services"].map((key) =>
                    saying({ [key]: value }),
                ),
                saying({ services: { smd: { routes: [value], zones: [value], publish: value } } }),
                saying({ zones: { own: { members: [value], subnet: value, internal: value } } }),
            ];
            const started = performance.now();
            const answered = places.filter((config) => faultsOf(config).every((fault) => fault.length < 300));
            assert.equal(answered.length, places.length);
            assert.ok(performance.now() - started < 2_000);
        });
    }

    // Each once took a pattern of ours, or might take one, time that grows with a power of its length.
    const texts = [
        "a" + "_".repeat(50_000) + "!",
        "a" + "-".repeat(50_000) + "!",
        "a.".repeat(50_000) + "!",
        "a/".repeat(50_000),
    ];
    for (const text of texts) {
        it(`gets an answer at once: ${text.slice(0, 4)}… as an image`, () => {
            const started = performance.now();
            assert.equal(faultsOf({ ...LEAST, images: { pulled: { smd: text } } }).length, 1);
            assert.ok(performance.now() - started < 500);
        });
    }

    it("finds no zone where a map has a property", () => {
        const [fault = ""] = faultsOf(saying({ services: { bss: { zones: ["constructor"] } } }));
        assert.match(fault, /zone "constructor" does not exist/);
    });

    it("may call a zone as it likes", () => {
        const zones = { constructor: { members: ["smd"] } };
        assert.deepEqual(faultsOf(saying({ zones, services: { smd: { zones: ["constructor"] } } })), []);
    });

    it("cannot change what maps are made of", () => {
        const text = '{"__proto__":{"polluted":true},"environments":["openchami"],"openchami":{"domain":"a.example"}}';
        assert.deepEqual(
            faultsOf(JSON.parse(text)).map((fault) => fault.slice(0, 22)),
            ["__proto__: unknown key"],
        );
        parseSite(saying({ zones: JSON.parse('{"__proto__":{"internal":false,"polluted":true}}') as unknown }));
        assert.equal("polluted" in {}, false);
    });

    it("cannot write lines of its own into the answer", () => {
        assert.deepEqual(faultsOf({ ...LEAST, "a\nb": 1, volumes: "a\nb", ["c".repeat(1000)]: 1 }), [
            `["a\\nb"]: unknown key, known are: ${KNOWN}`,
            `["${"c".repeat(60)}"]: unknown key, known are: ${KNOWN}`,
            'volumes: must be one of: delete, retain, protect, got "a\\nb"',
        ]);
    });

    it("keeps its secrets, also those in the wrong place", () => {
        const secret = "-----BEGIN PRIVATE KEY-----";
        const places = [secret, [secret], { key: [secret] }, { ca: { pem: secret } }, { cert: 7, kee: secret }];
        for (const engine of places) {
            const faults = faultsOf({ ...LEAST, engine });
            assert.notDeepEqual(faults, []);
            assert.equal(faults.join().includes("PRIVATE"), false, faults.join());
        }
        assert.deepEqual(faultsOf({ ...LEAST, engine: secret }), [
            "engine: must be a map, got a value that may be secret",
        ]);
    });
});
