import assert from "node:assert/strict";

import { baseNames, withTag } from "../../../components/image/dockerfile";

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

    it("means the latest image where it names no tag", () => {
        const named = ["busybox", "busybox:1", "host:5000/a", "host:5000/a:2", "a@sha256:00"].map(withTag);
        assert.deepEqual(named, ["busybox:latest", "busybox:1", "host:5000/a:latest", "host:5000/a:2", "a@sha256:00"]);
    });
});
