import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

import { plainServices } from "../../../scripts/bench/programs/plain-service";
import { programAmong, startUps } from "../../../scripts/bench/start-up";
import { project } from "../../../scripts/project";
import { dockerProvider, dockerProviderVersion } from "../../../scripts/toolchain/opentofu";
import { PROJECT, record } from "../../support/monitor";

interface ProjectFile {
    readonly runtime: { readonly name: string; readonly options: Record<string, string> };
}

/** Runs a program anew, as Pulumi would. */
function load(name: string): unknown {
    const entry = require.resolve(`../../../scripts/bench/programs/${name}/index`);
    delete require.cache[entry];
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(entry);
}

function projectFile(folder: string): ProjectFile {
    return parse(readFileSync(path.join(folder, "Pulumi.yaml"), "utf8")) as ProjectFile;
}

describe("the benchmark's programs", () => {
    for (const name of ["output", "bare", "components"]) {
        it(`are run as ours is: ${name}`, () => {
            const folder = path.join(project, "scripts", "bench", "programs", name);
            const { runtime } = projectFile(folder);
            const options = { ...runtime.options, tsconfig: path.join(folder, runtime.options["tsconfig"]!) };
            const ours = projectFile(project).runtime;
            const expected = { ...ours.options, tsconfig: path.join(project, ours.options["tsconfig"]!) };
            assert.deepEqual({ ...runtime, options }, { ...ours, options: expected });
        });
    }

    it("declare the same, with components and without", async () => {
        const config = {
            [`${PROJECT}:image`]: "sha256:1",
            [`${PROJECT}:services`]: "4",
            [`${PROJECT}:changed`]: "true",
        };
        const [bare, components] = [
            await record(() => load("bare"), { config }),
            await record(() => load("components"), { config }),
        ];
        assert.equal(bare.all("container").length, 4);
        for (const kind of ["network", "volume", "container"] as const) {
            const inputs = (recording: typeof bare) =>
                recording
                    .all(kind)
                    .map((resource) => resource.inputs)
                    .sort((a, b) => (a.name! < b.name! ? -1 : 1));
            assert.deepEqual(inputs(bare), inputs(components));
        }
    });

    it("spread services over all pairs of networks and volumes", () => {
        const pairs = plainServices(9, false).map(({ network, volume }) => `${network} ${volume}`);
        assert.equal(new Set(pairs).size, 9);
    });

    it("change one service by one change", () => {
        const [before, after] = [plainServices(40, false), plainServices(40, true)];
        const changed = before.filter((service, index) => JSON.stringify(service) !== JSON.stringify(after[index]));
        assert.equal(changed.length, 1);
    });
});

describe("what is started alone", () => {
    it("is one output, and each program with nothing and with every number of services", () => {
        assert.deepEqual(startUps([3], ["compose", "hpc-stacks"]), [
            { of: "output", size: 0 },
            { of: "hpc-stacks", size: 0 },
            { of: "hpc-stacks", size: 3 },
        ]);
    });

    it("is the one process that ran the program", () => {
        const usage = (script: string) => ({ argv: ["node", script, "."], wall: 1, cpu: 1, memory: 1 });
        const program = usage("/project/node_modules/@pulumi/pulumi/cmd/run/index.js");
        assert.equal(programAmong([usage("/elsewhere/index.js"), program]), program);
        assert.throws(() => programAmong([usage("/elsewhere/index.js")]), /0 programs/);
    });
});

describe("OpenTofu's Docker provider", () => {
    it("is the one that our plugin is built from", () => {
        assert.equal(dockerProviderVersion(dockerProvider.module), dockerProviderVersion("pulumi-plugins"));
    });
});
