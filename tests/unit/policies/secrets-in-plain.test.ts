import assert from "node:assert/strict";

import { SECRET, UNKNOWN } from "../../../policies/inputs";
import { type Declared, broken, container } from "../../support/declared";

const KEY = ["-----BEGIN EC PRIVATE KEY-----", "c2VjcmV0", "-----END EC PRIVATE KEY-----"].join("\n");
const check = (declared: Declared): string[] => broken("secrets-in-plain", [declared]);
const file = (content: string): Declared => container({ uploads: [{ file: "/etc/web.conf", content }] });

describe("the rule secrets-in-plain", () => {
    for (const [what, declared, found] of [
        ["a variable", container({ envs: ["A=1", "DB_PASSWORD=hunter2"] }), "DB_PASSWORD in plain, in envs.1"],
        ["a long number", container({ envs: ["ADMIN_TOKEN=83214421"] }), "ADMIN_TOKEN in plain, in envs.0"],
        [
            "a URL",
            container({ envs: ["DSN=postgres://web:hunter2@db/web"] }),
            "a URL with a password in plain, in envs.0",
        ],
        ["a private key in a file", file(KEY), "a private key in plain, in uploads.0./etc/web.conf"],
        ["a line of a file", file("user: web\n  password: hunter2"), "password in plain, in uploads.0./etc/web.conf"],
        [
            "a line of JSON",
            file('{\n  "client_secret": "hunter2"\n}'),
            "client_secret in plain, in uploads.0./etc/web.conf",
        ],
        ["a flag", container({ command: ["serve", "--token=hunter2"] }), "token in plain, in command.1"],
        [
            "what is behind a flag",
            container({ command: ["--password", "hunter2"] }),
            "--password in plain, in command.1",
        ],
        [
            "a label",
            container({ labels: [{ label: "registry.token", value: "hunter2" }] }),
            "a secret in plain, in labels.0.registry.token",
        ],
        [
            "a private key in base64",
            container({ uploads: [{ file: "/key", contentBase64: Buffer.from(KEY).toString("base64") }] }),
            "a private key in plain, in uploads.0./key (base64)",
        ],
        [
            "an input of any resource",
            { type: "certificate", name: "web", inputs: { caPrivateKeyPem: KEY } },
            "a private key in plain, in caPrivateKeyPem",
        ],
        [
            "a variable of a swarm's service",
            { type: "service", name: "web", inputs: { taskSpec: { containerSpec: { env: { API_KEY: "hunter2" } } } } },
            "a secret in plain, in taskSpec.containerSpec.env.API_KEY",
        ],
    ] satisfies [string, Declared, string][]) {
        it(`is broken by ${what}, whose value is not told`, () => {
            const [message = "", ...others] = check(declared);
            assert.equal(message, `web has ${found}: wrap it with \`pulumi.secret\` where it comes from`);
            assert.deepEqual(others, []);
            assert.ok(!message.includes("hunter2"));
        });
    }

    it("holds for what is secret or not known yet", () => {
        assert.deepEqual(check(container({ envs: SECRET, uploads: [{ file: "/key", content: SECRET }] })), []);
        assert.deepEqual(check(container({ envs: [UNKNOWN, "A=1"], command: ["--password", UNKNOWN] })), []);
    });

    it("holds for what only speaks of secrets", () => {
        const envs = [
            "PASSWORD=",
            "PASSWORD_FILE=/run/secrets/password",
            "SECRET=/run/secrets/key",
            "TTL_ACCESS_TOKEN=1h30m",
            "USE_TOKEN=true",
            "URL=https://gateway:8443/login",
        ];
        const script =
            'password=$1\nexport TOKEN="$(cat /token)"\necho "give a password: now"\nurl=http://$user:$pw@host';
        assert.deepEqual(check(container({ envs, uploads: [{ file: "/run.sh", content: script }] })), []);
        assert.deepEqual(check(container({ labels: [{ label: "token", value: "" }] })), []);
    });
});
