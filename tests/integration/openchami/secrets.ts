import assert from "node:assert/strict";

import { run } from "../../../scripts/toolchain/run";
import type { LiveSite } from "../../support/live-site";

interface Export {
    readonly deployment: {
        readonly resources: readonly { readonly type: string; readonly outputs?: { readonly result?: unknown } }[];
    };
}

export function describeSecrets(site: () => LiveSite): void {
    describe("keeps its secrets", () => {
        let secrets: string[];
        before(async () => {
            const { stdout } = await site().succeed("stack", "export", "--show-secrets");
            const passwords = (JSON.parse(stdout) as Export).deployment.resources
                .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
                .map(({ outputs }) => JSON.parse((outputs?.result as { plaintext: string }).plaintext) as string);
            assert.equal(passwords.length, 5);
            const basic = passwords.map((password) => Buffer.from(`opaal:${password}`).toString("base64"));
            secrets = [...passwords, ...basic];
        });

        const assertAbsent = (text: string, where: string): void =>
            assert.ok(!secrets.some((secret) => text.includes(secret)), `a secret is in plain in ${where}`);

        it("encrypted in the state", async () => {
            assertAbsent((await site().succeed("stack", "export")).stdout, "the state");
        });

        it("out of a preview, even of their own rotation", async () => {
            site().writeWith({ rotation: { databasePasswords: 1, clientSecrets: 1 } });
            assertAbsent((await site().succeed("preview", "--json")).stdout, "the preview");
            assertAbsent((await site().succeed("preview", "--diff")).stdout, "the diff");
            site().reset();
        });

        it("out of labels and logs", async () => {
            const containers = (await site().census()).filter((entry) => entry.startsWith("container "));
            assert.ok(containers.length >= 12);
            for (const name of containers.map((entry) => entry.slice("container ".length))) {
                const labels = await run("docker", ["inspect", "--format", "{{json .Config.Labels}}", name]);
                assertAbsent(labels, `the labels of ${name}`);
                assertAbsent(await run("sh", ["-c", `docker logs ${name} 2>&1`]), `the log of ${name}`);
            }
        });
    });
}
