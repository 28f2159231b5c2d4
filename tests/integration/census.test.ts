import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

import { run, tryRun } from "../../scripts/toolchain/run";
import { Census } from "../support/census";

/** What other tests find out by it whether anything is left of their sites. */
describe("a census of a stack", () => {
    const stack = `test-${randomBytes(3).toString("hex")}`;
    const base = `other-${stack}`;
    const docker = (...args: string[]): Promise<string> => run("docker", args);
    const made: string[] = [];

    after(async () => {
        await tryRun("docker", ["rm", "--force", "--volumes", `${stack}-web`]);
        await tryRun("docker", ["volume", "rm", ...made]);
        await tryRun("docker", ["image", "rm", "--force", base]);
    });

    it("has what bears its label or name, and what is left of that without either", async () => {
        const census = await Census.begin(stack);
        assert.deepEqual(await census.entries(), []);
        await run("sh", ["-c", `tar -cf - -T /dev/null | docker import - ${base}`]);
        await docker("create", "--name", `${stack}-web`, "--volume", "/data", base, "/none");
        made.push(await docker("volume", "create", "--label", `hpc-stacks.stack=${stack}`));
        await census.note();
        assert.deepEqual(await census.entries(), [`container ${stack}-web`, `volume ${made[0]}`]);

        await docker("volume", "rm", made.pop()!);
        made.push(await docker("inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", `${stack}-web`));
        await docker("rm", `${stack}-web`);
        assert.deepEqual(await census.entries(), [`image ${base}:latest`, `volume ${made[0]}`]);

        await docker("volume", "rm", made.pop()!);
        await docker("image", "rm", base);
        assert.deepEqual(await census.entries(), []);
    });

    it("has nothing that was there before", async () => {
        await run("sh", ["-c", `tar -cf - -T /dev/null | docker import - ${base}`]);
        const census = await Census.begin(stack);
        await docker("create", "--name", `${stack}-web`, base, "/none");
        await census.note();
        await docker("rm", `${stack}-web`);
        assert.deepEqual(await census.entries(), []);
    });
});
