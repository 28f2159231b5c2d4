import assert from "node:assert/strict";

import { baseNames } from "../../../components/image/dockerfile";

describe("dockerfile", () => {
    const CASES: Record<string, readonly [dockerfile: string, ...names: string[]]> = {
        "one image, in lower case": ['from busybox\nCMD ["echo", "Hello Pcocc"]\n', "busybox"],
        "each image once": ["FROM a:1\nFROM b\nFROM a:1\n", "a:1", "b"],
        "no stage of its own": ["FROM a AS build\nFROM build\nFROM scratch\n", "a"],
        "an image behind options": ["FROM --platform=linux/amd64 host:5000/a AS b\n", "host:5000/a"],
        "nothing that an argument names": ["ARG BASE\nFROM ${BASE}\n"],
        "nothing that a command mentions": ["RUN echo hello from busybox\n# FROM busybox\n"],
    };
    for (const [what, [dockerfile, ...names]] of Object.entries(CASES)) {
        it(`starts from ${what}`, () => assert.deepEqual(baseNames(dockerfile), names));
    }
});
