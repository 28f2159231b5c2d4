import assert from "node:assert/strict";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readdirSync,
    rmSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { cacheFolder, cached, entryFolder, findEntry } from "../../../scripts/toolchain/cache";
import { silent } from "../../../scripts/toolchain/progress";

describe("cache", () => {
    const entry = { name: "thing", key: ["a", "b"] };
    const write = (folder: string) => Promise.resolve(writeFileSync(path.join(folder, "file"), "content"));
    let before: string | undefined;

    beforeEach(() => {
        before = process.env.HPC_STACKS_CACHE;
        process.env.HPC_STACKS_CACHE = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-cache-"));
    });

    afterEach(() => {
        rmSync(cacheFolder(), { recursive: true, force: true });
        if (before === undefined) {
            delete process.env.HPC_STACKS_CACHE;
        } else {
            process.env.HPC_STACKS_CACHE = before;
        }
    });

    it("is where the variables say", () => {
        const folder = process.env.HPC_STACKS_CACHE;
        process.env.HPC_STACKS_CACHE = "/some/where";
        assert.equal(cacheFolder(), "/some/where");
        delete process.env.HPC_STACKS_CACHE;
        assert.match(cacheFolder(), /\/hpc-stacks$/);
        process.env.HPC_STACKS_CACHE = folder;
    });

    it("gives another folder for another key, and does not mix up where one part of a key ends", () => {
        const folders = [["a", "b"], ["a", "c"], ["ab"], ["a"]].map((key) => entryFolder({ name: "thing", key }));
        assert.equal(new Set(folders).size, 4);
        assert.equal(entryFolder(entry), entryFolder({ ...entry }));
    });

    it("builds once", async () => {
        let builds = 0;
        const build = (folder: string) => (builds++, write(folder));
        const first = await cached(entry, silent, build);
        assert.equal(await cached(entry, silent, build), first);
        assert.equal(builds, 1);
        assert.equal(readFileSync(path.join(first, "file"), "utf8"), "content");
    });

    it("lets one of two runs build and the other wait", async () => {
        let builds = 0;
        const said: string[] = [];
        const build = async (folder: string) => {
            builds++;
            await new Promise((resolve) => setTimeout(resolve, 300));
            await write(folder);
        };
        const [a, b] = await Promise.all([
            cached(entry, (message) => said.push(message), build),
            cached(entry, (message) => said.push(message), build),
        ]);
        assert.equal(a, b);
        assert.equal(builds, 1);
        assert.deepEqual(said, ["another run is at it: waiting for it"]);
    });

    it("does not count what is half-finished", async () => {
        await assert.rejects(
            cached(entry, silent, async (folder) => {
                await write(folder);
                assert.equal(findEntry(entry), undefined);
                throw new Error("broken off");
            }),
            /broken off/,
        );
        assert.equal(findEntry(entry), undefined);
        assert.deepEqual(readdirSync(cacheFolder()), []);
    });

    it("removes what a killed build left, and leaves that of a living one", async () => {
        const left = (pid: number) => `${entryFolder(entry)}.building-${os.hostname()}-${pid}`;
        // No system gives a process a number as high as this.
        const [dead, living] = [left(2 ** 30), left(process.ppid)];
        [dead, living].forEach((folder) => mkdirSync(folder, { recursive: true }));
        await cached(entry, silent, write);
        assert.equal(existsSync(dead), false);
        assert.equal(existsSync(living), true);
    });

    it("takes over the lock of a killed run", async () => {
        const lock = `${entryFolder(entry)}.lock`;
        mkdirSync(lock, { recursive: true });
        const longAgo = new Date(Date.now() - 60_000);
        utimesSync(lock, longAgo, longAgo);
        await cached(entry, silent, write);
        assert.ok(findEntry(entry));
    });

    it("says what to do when the disk is full", async () => {
        const full = () => Promise.reject(new Error("ENOSPC: no space left on device, write"));
        await assert.rejects(cached(entry, silent, full), /disk full: free some space below/);
    });
});
