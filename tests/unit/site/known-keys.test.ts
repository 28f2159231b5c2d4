import assert from "node:assert/strict";

import { z } from "zod";

import { knownKeys, suggestion } from "../../../stacks/known-keys";

describe("suggestion", () => {
    const known = ["volumes", "engine", "environments"];
    const cases = {
        volume: 'did you mean "volumes"?',
        engien: 'did you mean "engine"?',
        enviroment: 'did you mean "environments"?',
        enviornmnets: 'did you mean "environments"?',
        x: "known are: engine, environments, volumes",
        "": "known are: engine, environments, volumes",
        colours: "known are: engine, environments, volumes",
    };
    for (const [name, expected] of Object.entries(cases)) {
        it(`for "${name}" is: ${expected}`, () => assert.equal(suggestion(name, known), expected));
    }

    it("is the nearest, and the first of the alphabet among equals", () => {
        assert.equal(suggestion("smc", ["smdd", "smd", "sma"]), 'did you mean "sma"?');
        assert.equal(suggestion("smdd", ["smd", "smdd-init", "smdda"]), 'did you mean "smd"?');
    });

    it("does not change the list that it is given", () => {
        const list = ["b", "a"];
        suggestion("c", list);
        assert.deepEqual(list, ["b", "a"]);
    });
});

describe("known keys", () => {
    const schema = z.strictObject({
        plain: z.string(),
        list: z.array(z.strictObject({ inList: z.string() })).optional(),
        map: z.record(z.string(), z.strictObject({ inMap: z.string() })).default({}),
        filled: z.strictObject({ inFilled: z.string().default("") }).prefault({}),
    });
    const cases: [path: PropertyKey[], keys: string[]][] = [
        [[], ["plain", "list", "map", "filled"]],
        [["list", 3], ["inList"]],
        [["map", "any"], ["inMap"]],
        [["filled"], ["inFilled"]],
        [["plain"], []],
        [["nowhere", "at", "all"], []],
    ];
    for (const [path, keys] of cases) {
        it(`at "${path.join(".")}" are: ${keys.join(", ") || "none"}`, () =>
            assert.deepEqual(knownKeys(schema, path), keys));
    }
});
