import assert from "node:assert/strict";

import { verifyPcocc } from "../../../scripts/verify/pcocc";
import { run } from "../../../scripts/toolchain/run";
import { assertNoDrift } from "../../support/drifted";
import { dockerIn } from "../../support/job-engine";
import type { LiveSite } from "../../support/live-site";

interface Outputs {
    readonly pcocc: { readonly images: Record<string, string>; readonly runs: Record<string, string> };
}

export function describeJobImages(site: () => LiveSite): void {
    const outputs = async (): Promise<Outputs["pcocc"]> =>
        (JSON.parse((await site().succeed("stack", "output", "--json")).stdout) as Outputs).pcocc;

    describe("builds, edits and runs images in its engine", () => {
        it("and everything holds that was declared", async () => {
            const checks = await verifyPcocc(site().options);
            assert.ok(checks.length >= 7, `only ${checks.length} checks were made`);
            assert.deepEqual(
                checks.filter(({ failure }) => failure !== undefined),
                [],
            );
        });

        it("which print what they should", async () => {
            const { images, runs } = await outputs();
            assert.deepEqual(Object.keys(images).sort(), ["cont-busybox", "hello", "new-busybox"]);
            assert.deepEqual(runs, { hello: "Hello Pcocc\n", newfile: "/newfile\n" });
        });

        it("whose own command outlives an edit", async () => {
            const edited = await dockerIn(
                site(),
                ...["container", "inspect", "--format", "{{.Image}}", site().container("run-newfile")],
            );
            const command = await dockerIn(site(), "image", "inspect", "--format", "{{json .Config.Cmd}}", edited);
            assert.equal(command, '["sh"]');
        });

        it("is not changed by a second update, and found by a refresh as it was declared", async () => {
            await site().up("--expect-no-changes");
            await site().succeed("refresh", "--preview-only", "--expect-no-changes");
        });

        it("has no drift, in its engine either", () => assertNoDrift(site()));

        it("and leaves nothing of them on the site's own engine", async () => {
            const built = await run("docker", ["image", "ls", "--format", "{{.Repository}}"]);
            assert.doesNotMatch(built, new RegExp(`${site().options.stack}-pcocc-(?:build|edit|run)`));
        });

        it("limits all that runs in it together", async () => {
            const limit = ["run", "--rm", "busybox", "sh", "-c", "dd if=/dev/zero of=/dev/null bs=1500M count=1"];
            await assert.rejects(dockerIn(site(), ...limit));
            assert.equal(await dockerIn(site(), "run", "--rm", "busybox", "echo", "alive"), "alive");
        });
    });
}
