/**
 * How Node loads this project: `node --require ./scripts/loader.cjs`. Every npm script starts with it, and by
 * NODE_OPTIONS so do the processes that Pulumi starts for the program and for dynamic resources. It makes them start
 * faster and changes nothing that they do; a plain `pulumi up` works without it. docs/benchmarks.md says what it saves.
 */
"use strict";

const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const cache = path.join(__dirname, "..", "node_modules", ".cache", "hpc-stacks");
/** What is kept was compiled as this file says. */
const compiler = createHash("sha256").update(readFileSync(__filename));

/** What the SDK loads and only needs to write functions into a state, which no resource of ours does. */
const SELDOM = new Set(["typescript-shim", "arborist"]);

/** The SDK would load a compiler of its own. */
process.env.PULUMI_NODEJS_TYPESCRIPT = "false";

// From Node 22 on.
Module.enableCompileCache?.(path.join(cache, "bytecode"));

// Lines stay where they are in the source, so that stack traces need no map.
require.extensions[".ts"] = (module, file) => {
    const source = readFileSync(file, "utf8");
    const kept = path.join(cache, "typescript", `${compiler.copy().update(source).digest("hex")}.js`);
    module._compile(read(kept) ?? compile(source, file, kept), file);
};

const { _load: load } = Module;
Module._load = function (request, parent, ...rest) {
    const needed = () => load.call(this, request, parent, ...rest);
    if (request === "tsx/cjs") {
        // Asked for by the provider of dynamic resources, which a state may have from before; this does its work.
        return {};
    }
    if (!parent?.filename?.includes(sdk)) {
        return needed();
    }
    if (request === "source-map-support/register") {
        // Of no use where lines stay in place, and the SDK takes a stack trace for every promise and resource.
        return {};
    }
    const name = path.basename(request);
    if (SELDOM.has(name)) {
        return onDemand(needed);
    }
    const loaded = needed();
    if (name === "log" && !process.env.HPC_STACKS_DEBUG) {
        // Ten calls of the CLI for every resource, one after the other, with messages that only `--debug` shows.
        loaded.debug = () => Promise.resolve();
    }
    return loaded;
};

const sdk = path.join("node_modules", "@pulumi", "pulumi") + path.sep;

/** A module that is loaded when something of it is asked for. */
function onDemand(needed) {
    return new Proxy({}, { get: (_, key) => key === "__esModule" || needed()[key] });
}

function read(file) {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
}

function compile(source, file, kept) {
    const { transform } = require("sucrase");
    const { code } = transform(source, {
        filePath: file,
        transforms: ["typescript", "imports"],
        disableESTransforms: true,
        preserveDynamicImport: true,
    });
    try {
        mkdirSync(path.dirname(kept), { recursive: true });
        const aside = `${kept}.${process.pid}`;
        writeFileSync(aside, code);
        renameSync(aside, kept);
    } catch {
        // A folder that cannot be written costs time, no more.
    }
    return code;
}
