import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { project } from "../../../scripts/project";
import { stateEnvironment } from "../../../scripts/stack/state";
import { run } from "../../../scripts/toolchain/run";

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe("the folder of the state", () => {
    let folder: string;
    let before: NodeJS.ProcessEnv;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
        before = { ...process.env };
        for (const name of ["BACKEND_URL", "CONFIG_PASSPHRASE", "CONFIG_PASSPHRASE_FILE"]) {
            delete process.env[`PULUMI_${name}`];
        }
    });
    afterEach(() => {
        process.env = before;
        rmSync(folder, { recursive: true, force: true });
    });

    it("is entered by its owner alone, and its passphrase, made once, read by nobody else", () => {
        const state = path.join(folder, ".state");
        const { PULUMI_CONFIG_PASSPHRASE_FILE: file = "" } = stateEnvironment(state);
        assert.deepEqual([mode(state), mode(file)], ["700", "600"]);
        const passphrase = readFileSync(file, "utf8");
        assert.ok(passphrase.trim().length >= 43);
        stateEnvironment(state);
        assert.equal(readFileSync(file, "utf8"), passphrase);
    });

    it("is so also when the installation of npm packages makes it first", async function () {
        this.timeout("1m");
        const manifest = {
            name: "whole",
            version: "1.0.0",
            dependencies: { part: "file:part" },
            engines: { node: ">=20.19" },
        };
        const part = { name: "part", version: "1.0.0" };
        const link = { resolved: "part", link: true };
        const packages = { "": manifest, part, "node_modules/part": link };
        const write = (file: string, content: object) =>
            writeFileSync(path.join(folder, file), JSON.stringify(content, undefined, 1));
        write("package.json", manifest);
        write("package-lock.json", { name: "whole", version: "1.0.0", lockfileVersion: 3, packages });
        mkdirSync(path.join(folder, "part"));
        write("part/package.json", part);
        mkdirSync(path.join(folder, "scripts"));
        copyFileSync(path.join(project, "scripts", "install.mjs"), path.join(folder, "scripts", "install.mjs"));
        await run(process.execPath, [path.join(folder, "scripts", "install.mjs")]);
        assert.equal(mode(path.join(folder, ".state")), "700");
    });

    it("is not needed where the state is kept elsewhere", () => {
        process.env.PULUMI_BACKEND_URL = "file:///elsewhere";
        assert.deepEqual(stateEnvironment(path.join(folder, "none")), {});
    });
});
