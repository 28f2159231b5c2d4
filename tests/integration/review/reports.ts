import assert from "node:assert/strict";

import type { LiveSite } from "../../support/live-site";
import { review, said } from "../../support/reviewed";
import { REPORTED_CHANGES } from "./reported-changes";

export function describeReports(site: () => LiveSite): void {
    describe("tells in words that there changes", () => {
        afterEach(() => site().reset());

        for (const { change, openchami = {}, rest = {}, args = [], report } of REPORTED_CHANGES) {
            it(change, async () => {
                site().writeWith(openchami, rest);
                const words = said(await review(site().options, "preview", ...args));
                assert.equal(words.replace(/(closes `127.0.0.1:)\d+/, "$1<port>"), report);
            });
        }

        it("a site's name: its data stays behind with the old name's volumes", async () => {
            const { options } = site();
            const stack = `${options.stack}-renamed`;
            await site().succeed("stack", "rename", stack);
            try {
                const report = await review({ ...options, stack });
                assert.deepEqual(
                    report.lost.map(({ volume, action, kept }) => ({ volume, action, kept })),
                    VOLUMES.map((name) => ({
                        volume: `${options.stack}-openchami-${name}`,
                        action: "replace",
                        kept: false,
                    })),
                );
                assert.match(said(report), /^\*\*Data is lost/);
                assert.equal(report.environments.find(({ name }) => name === "openchami")?.restarts.length, 12);
            } finally {
                await site().succeed("stack", "rename", options.stack, "--stack", stack);
            }
        });

        it("an environment that is added", async () => {
            const fresh = { ...site().options, stack: `${site().options.stack}-fresh` };
            const words = said(await review(fresh));
            assert.match(words, /### `openchami`: 36 created/);
            assert.match(
                words,
                /\n- services `bss`, `cert-sidecar`, `haproxy`, `hydra`, `opaal`, `postgres`, `smd`, `step-ca`\n/,
            );
            assert.match(
                words,
                /\n- `bss`, `bss-init`, `haproxy`, `opaal`, `postgres`, `smd`, `smd-init` reach each other\n/,
            );
            assert.match(words, /\n- `haproxy` gets a way out of the engine\n/);
            assert.match(words, /\n- `cert-sidecar` is built\n/);
        });

        it("an environment that is removed", async () => {
            const report = await review(site().options, "destroy");
            const words = said(report);
            assert.match(words, /^\*\*Data is lost: these volumes are removed with all that is in them\*\*\n/);
            assert.equal(report.lost.length, VOLUMES.length);
            assert.match(words, /### `openchami`: 36 deleted/);
            assert.match(words, /- `cert-sidecar` and `step-ca` no longer reach each other\n/);
            assert.match(words, /- closes `127.0.0.1:\d+` of the host to port `443` of `haproxy`\n/);
        });
    });
}

const VOLUMES = ["haproxy-certs", "haproxy-run", "hydra-secret", "postgres-data", "step-home", "step-root-ca"];
