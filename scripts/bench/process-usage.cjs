// Loaded into every Node process that Pulumi starts; each writes down, when it ends, what it has used.
"use strict";

const { writeFileSync } = require("node:fs");
const path = require("node:path");
const { performance } = require("node:perf_hooks");

const { HPC_STACKS_USAGE: usageFolder, HPC_STACKS_PROFILE: profileFolder } = process.env;

if (usageFolder) {
    const isProgram = process.argv[1]?.includes(path.join("pulumi", "cmd", "run"));
    const profiler = profileFolder && isProgram ? startProfiler() : undefined;
    process.on("exit", () => {
        const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
        const usage = {
            argv: process.argv,
            // From the start of the process, in seconds.
            wall: performance.now() / 1e3,
            cpu: (userCPUTime + systemCPUTime) / 1e6,
            // In bytes.
            memory: maxRSS * 1024,
        };
        writeFileSync(path.join(usageFolder, `${process.pid}.json`), JSON.stringify(usage));
        // The callback is called before `post` returns.
        profiler?.post("Profiler.stop", (_, { profile }) =>
            writeFileSync(path.join(profileFolder, `program-${process.pid}.cpuprofile`), JSON.stringify(profile)),
        );
    });
}

function startProfiler() {
    const { Session } = require("node:inspector");
    const session = new Session();
    session.connect();
    session.post("Profiler.enable");
    session.post("Profiler.start");
    return session;
}
