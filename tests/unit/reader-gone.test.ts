import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";

import { project } from "../../scripts/project";

/** A program as Pulumi's SDK makes one: it prints each error, the one of printing too. */
const PROGRAM = `
    process.on("uncaughtException", (error) => console.error(error));
    process.on("unhandledRejection", (error) => console.error(error));
    require("./stacks/reader-gone");
    console.error("started");
    setInterval(() => process.stderr.write("still here\\n"), 20);
    setTimeout(() => process.exit(7), 4000);
`;

describe("a program whose reader has gone", function () {
    this.timeout("20s");

    const start = () =>
        spawn(process.execPath, ["--require", "./scripts/loader.cjs", "--eval", PROGRAM], {
            cwd: project,
            stdio: ["ignore", "ignore", "pipe"],
        });

    it("ends", async () => {
        const program = start();
        await once(program.stderr, "data");
        program.stderr.destroy();
        assert.deepEqual(await once(program, "exit"), [1, null]);
    });

    it("goes on as long as somebody reads", async () => {
        const program = start();
        program.stderr.resume();
        assert.deepEqual(await once(program, "exit"), [7, null]);
    });
});
