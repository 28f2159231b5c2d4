import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { project } from "../../../scripts/project";
import { exportLines, expandHome, writeCertificates } from "../../../scripts/stack/certificate-folder";
import { deadEngines, enginesIn } from "../../../scripts/stack/dead-engines";
import { DockerClient } from "../../../scripts/stack/docker-client";
import { choose, enginesOf } from "../../../scripts/stack/engines";
import { refuseOwnEngine } from "../../../scripts/stack/own-engine";
import { loadSite } from "../../../scripts/stack/site";
import { run } from "../../../scripts/toolchain/run";

const CLIENT = { ca: "the authority", cert: "the certificate", key: "the key" };
const ENV = { DOCKER_HOST: "tcp://127.0.0.1:60222", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "~/it's mine" };

describe("the engine of a stack", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("is found among the outputs of any environment", () => {
        const engine = { env: ENV, client: CLIENT };
        assert.deepEqual(enginesOf({ openchami: { url: "x" }, pcocc: { engine }, nothing: null }), { pcocc: engine });
    });

    it("is the only one, or the one of the environment that is named", () => {
        const [lab, pcocc] = [{ env: { DOCKER_HOST: "tcp://a:1" } }, { env: ENV }];
        assert.equal(choose({ pcocc }, "north"), pcocc);
        assert.equal(choose({ pcocc, lab }, "north", "lab"), lab);
        assert.throws(() => choose({ pcocc, lab }, "north"), /^Error: stack north has several .* one of: lab, pcocc$/);
        assert.throws(() => choose({ pcocc }, "north", "lab"), /^Error: stack north has no .* of lab: .*: pcocc$/);
    });

    it("makes a Docker client its own by lines for a shell, which quotes cannot break", () => {
        assert.equal(
            exportLines({ env: ENV }, "/home/me"),
            [
                "export DOCKER_HOST='tcp://127.0.0.1:60222'",
                "export DOCKER_TLS_VERIFY='1'",
                "export DOCKER_CERT_PATH='/home/me/it'\\''s mine'",
            ].join("\n"),
        );
    });

    it("takes what another engine left in the shell away where it needs no certificate", () => {
        assert.equal(
            exportLines({ env: { DOCKER_HOST: "ssh://me@node1" } }),
            "export DOCKER_HOST='ssh://me@node1'\nunset DOCKER_TLS_VERIFY\nunset DOCKER_CERT_PATH",
        );
    });

    it("has its client's certificate where only its user reads it, also in a folder that was open", () => {
        const target = path.join(folder, "job_1", "client");
        for (const client of [CLIENT, { ...CLIENT, key: "a newer key" }]) {
            writeCertificates(target, client);
            const modes = [target, ...["ca", "cert", "key"].map((part) => path.join(target, `${part}.pem`))].map(
                (file) => statSync(file).mode & 0o777,
            );
            assert.deepEqual(modes, [0o700, 0o600, 0o600, 0o600]);
        }
        assert.equal(readFileSync(path.join(target, "key.pem"), "utf8"), "a newer key");
    });

    it("says which folder cannot be written and what to do", () => {
        const file = path.join(folder, "file");
        writeFileSync(file, "");
        assert.throws(() => writeCertificates(file, CLIENT), /cannot be written to .*file.*certificateFolder/s);
    });

    it("knows the user's home in front of a folder alone", () => {
        assert.deepEqual(
            ["~", "~/a", "/a/~", "~you/a"].map((it) => expandHome(it, "/home/me")),
            ["/home/me", "/home/me/a", "/a/~", "~you/a"],
        );
    });

    it("is known by the stack's state, with its data", () => {
        const urn = (type: string, name: string) =>
            `urn:pulumi:s::hpc-stacks::hpc-stacks:index:Pcocc$hpc-stacks:index:DockerEngine$hpc-stacks:index:${type}::${name}`;
        const container = urn("Workload$docker:index/container:Container", "own-dockerd");
        const data = urn("Volume$docker:index/volume:Volume", "own-data");
        const resources = [
            {
                urn: container,
                type: "docker:index/container:Container",
                inputs: { name: "s-own-dockerd" },
                provider: "p",
            },
            { urn: data, type: "docker:index/volume:Volume" },
            { urn: "urn:pulumi:s::p::docker:index/container:Container::web", type: "docker:index/container:Container" },
        ];
        assert.deepEqual(enginesIn({ resources }), [
            { provider: "p", container: "s-own-dockerd", urns: [container, data] },
        ]);
        assert.deepEqual(enginesIn({}), []);
    });

    it("that does not run is told of, unless what it lives in does not run either", async () => {
        const part = (name: string, provider: string) => ({
            urn: `urn:pulumi:s::hpc-stacks::hpc-stacks:index:DockerEngine$hpc-stacks:index:Workload$docker:index/container:Container::${name}-dockerd`,
            type: "docker:index/container:Container",
            inputs: { name },
            provider,
        });
        const resources = [part("runs", "given"), part("dead", "given"), part("inside", "dead"), part("lost", "runs")];
        const answers: Record<string, string | undefined> = { given: "other\nruns", runs: "" };
        const engineOf = (provider: string) =>
            Promise.resolve({ tryRun: () => Promise.resolve(answers[provider]) } as unknown as DockerClient);
        const dead = await deadEngines({ resources }, engineOf);
        assert.deepEqual(
            dead.map(({ container }) => container),
            ["dead", "lost"],
        );
    });

    it("is asked with its client's certificate, which nobody else reads and which is gone with the process", async () => {
        const plain = new DockerClient({ host: "unix:///run/docker.sock" });
        assert.deepEqual(plain.options, ["--host", "unix:///run/docker.sock"]);
        const { options } = new DockerClient({ ...CLIENT, host: "tcp://node1:2376" });
        assert.deepEqual(
            options.filter((option) => option.startsWith("--")),
            ["--host", "--tlsverify", "--tlscacert", "--tlscert", "--tlskey"],
        );
        const key = options.at(-1)!;
        assert.equal(readFileSync(key, "utf8"), CLIENT.key);
        assert.deepEqual(
            [key, path.dirname(key), path.dirname(path.dirname(key))].map((it) => statSync(it).mode & 0o777),
            [0o600, 0o700, 0o700],
        );
        const script = `
            const { DockerClient } = require("./scripts/stack/docker-client");
            console.log(new DockerClient({ host: "tcp://node1:2376", ca: "", cert: "", key: "" }).options.at(-1));
        `;
        const gone = await run(process.execPath, ["--require", "./scripts/loader.cjs", "--eval", script], {
            cwd: project,
        });
        assert.match(gone, /key\.pem$/);
        assert.ok(!existsSync(path.dirname(gone)), `${gone} is left behind`);
    });

    it("is no engine for the stack itself to run on", () => {
        const site = loadSite("pcocc");
        assert.throws(
            () => refuseOwnEngine("pcocc", site, "tcp://127.0.0.1:60222"),
            /stack pcocc itself makes.*unset/s,
        );
        for (const other of [undefined, "unix:///var/run/docker.sock", "tcp://127.0.0.1:2376"]) {
            refuseOwnEngine("pcocc", site, other);
        }
    });
});
