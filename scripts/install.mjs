/**
 * Installs the npm packages that package-lock.json pins, if they are not. It runs before anything else, so it uses
 * nothing but Node itself, and says nothing when there is nothing to do.
 */
/* global console, process */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const project = join(import.meta.dirname, "..");
/** Inside node_modules, so that it goes when they go. */
const stamp = join(project, "node_modules", ".hpc-stacks-lock-hash");
const lock = join(project, ".state", "npm-ci.lock");

checkNode();
if (!isInstalled()) {
    await withLock(install);
}

function isInstalled() {
    return existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash();
}

function install() {
    if (isInstalled()) {
        return;
    }
    console.log("Installing the npm packages of package-lock.json");
    const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: project, stdio: "inherit" });
    if (npm.status !== 0) {
        fail("npm ci failed: see its messages above; the next run tries again");
    }
    writeFileSync(stamp, lockHash());
}

function lockHash() {
    return createHash("sha256").update(read("package-lock.json")).digest("hex");
}

/** The oldest Node that we work with stands in package.json. */
function checkNode() {
    const [, minimum = ""] = /"node": ">=([\d.]+)"/.exec(read("package.json")) ?? [];
    const wanted = minimum.split(".").map(Number);
    const found = process.versions.node.split(".").map(Number);
    if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
        fail(`Node ${process.versions.node} is too old: install Node ${minimum} or later`);
    }
}

/**
 * A folder is made by one process only; one whose maker is gone was left by a killed run.
 * @param {() => void} action
 */
async function withLock(action) {
    // The state and its passphrase come into it as well.
    mkdirSync(join(project, ".state"), { recursive: true, mode: 0o700 });
    for (let waits = 0; ; waits++) {
        try {
            mkdirSync(lock);
            break;
        } catch (error) {
            if (error.code !== "EEXIST") {
                throw error;
            }
        }
        if (isHolderGone()) {
            rmSync(lock, { recursive: true, force: true });
            continue;
        }
        if (waits === 0) {
            console.log("Another run is installing the npm packages: waiting for it");
        }
        await sleep(500);
    }
    try {
        writeFileSync(join(lock, "pid"), String(process.pid));
        action();
    } finally {
        rmSync(lock, { recursive: true, force: true });
    }
}

function isHolderGone() {
    try {
        process.kill(Number(readFileSync(join(lock, "pid"), "utf8")), 0);
        return false;
    } catch (error) {
        // No pid yet: the holder has just made the folder, or was killed in that moment.
        return error.code === "ESRCH" || (error.code === "ENOENT" && isOld());
    }
}

function isOld() {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    return age > 5_000;
}

/** @param {string} file */
function read(file) {
    return readFileSync(join(project, file), "utf8");
}

/** @param {string} message */
function fail(message) {
    console.error(`error: ${message}`);
    process.exit(1);
}
