import assert from "node:assert/strict";

import type { z } from "zod";

import { domain, engineHost, imageReference, port } from "../../../stacks/formats";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const LABEL = "a".repeat(63);

const FORMATS: Record<string, { format: z.ZodType; good: unknown[]; bad: unknown[] }> = {
    "an image reference": {
        format: imageReference,
        good: [
            "nginx:1.26-bookworm",
            `nginx@${DIGEST}`,
            `nginx:1.26@${DIGEST}`,
            "registry.example.com/openchami/smd:v2.17.7",
            "registry.example.com:5000/a/b_c/d__e/f--g:Latest_1.0",
            "localhost:5000/a:1",
        ],
        bad: [
            "",
            "nginx",
            "localhost:5000/nginx",
            "Nginx:1",
            "nginx:",
            "nginx@sha256:0123",
            `nginx@${DIGEST}:1`,
            "nginx:1 ",
            "nginx:1\n",
            "-nginx:1",
            "a//b:1",
            "registry..example.com:5000/a:1",
            `a:${"1".repeat(129)}`,
            `${"a".repeat(512)}:1`,
            7,
        ],
    },
    "an engine": {
        format: engineHost,
        good: [
            "unix:///var/run/docker.sock",
            "tcp://engine.example.com:2376",
            "tcp://[2001:db8::1]:2376",
            "ssh://user@engine.example.com",
            "ssh://engine:22",
        ],
        bad: [
            "",
            "unix://",
            "docker.sock",
            "tcp://engine",
            "tcp://engine:0",
            "tcp://engine:65536",
            "http://engine:1",
            "tcp://a b:1",
            null,
        ],
    },
    "a domain": {
        format: domain,
        good: ["a.bc", "demo.openchami.cluster", "xn--bcher-kva.example", `${LABEL}.example`, "1.a2"],
        bad: [
            "",
            "localhost",
            "a..b",
            ".a.bc",
            "a.bc.",
            "a_b.cd",
            "-a.bc",
            "a-.bc",
            "A.bc",
            "a.1c",
            "10.0.0.1",
            `a${LABEL}.example`,
            `${`${LABEL}.`.repeat(4)}example`,
            "a.bc\n",
            1,
        ],
    },
    "a port": { format: port, good: [1, 443, 65535], bad: [0, 65536, -1, 1.5, NaN, "443", null, [443]] },
};

for (const [what, { format, good, bad }] of Object.entries(FORMATS)) {
    describe(what, () => {
        for (const value of good) {
            it(`may be ${JSON.stringify(value)}`, () => assert.deepEqual(format.parse(value), value));
        }
        for (const value of bad) {
            it(`may not be ${JSON.stringify(value).slice(0, 40)}`, () => {
                const messages = format.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
                assert.equal(messages.length > 0, true);
                assert.deepEqual(
                    messages.filter((message) => !message.startsWith("must ")),
                    [],
                );
            });
        }
    });
}
