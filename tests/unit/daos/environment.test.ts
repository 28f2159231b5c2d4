import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { parse } from "yaml";

import { packCertificates } from "../../../components/daos/certificate-archive";
import type { AgentCertificates } from "../../../components/daos/certificate-faults";
import { DaosAuthority } from "../../support/daos-certificates";
import { isWithin, leaves } from "../../support/leaves";
import { type Recording, upload, variable } from "../../support/recording";
import { recordSite } from "../../support/sites";

const ARCHIVE = "/run/secrets/daos_agent-certs.txz";
const CONFIG = "/etc/daos/daos_agent.yml";
const WITHOUT_AUTH = {
    client: { user: "foo", uid: 666, group: "bar", gid: 999 },
    accessPoints: ["daos-2", "daos-1:10002"],
    auth: false,
    interface: { configure: true, numaNode: 1, name: "ib0", domain: "mlx5_0" },
};

function recordDaos(daos: Readonly<Record<string, unknown>> = {}): Promise<Recording> {
    return recordSite({ "hpc-stacks:environments": ["daos"], "hpc-stacks:daos": { ...WITHOUT_AUTH, ...daos } });
}

/** Names of the provider's resources whose inputs differ. */
function differing(one: Recording, other: Recording): string[] {
    const inputs = (recording: Recording) =>
        new Map(recording.resources.filter(({ custom }) => custom).map((it) => [it.name, JSON.stringify(it.inputs)]));
    const [before, after] = [inputs(one), inputs(other)];
    return [...before.keys()].filter((name) => before.get(name) !== after.get(name)).sort();
}

describe("the DAOS environment", () => {
    let certificates: AgentCertificates;
    let folder: string;
    before(async () => {
        certificates = await (await DaosAuthority.create()).agent();
        folder = mkdtempSync(path.join(tmpdir(), "hpc-stacks-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("has an agent that prepares itself as root and sees the host's processes, and a client that does neither", async () => {
        const recording = await recordDaos();
        const [agent, client] = [recording.the("container", "daos-agent"), recording.the("container", "daos-client")];
        assert.deepEqual([agent.inputs.user, agent.inputs.pidMode], ["root", "host"]);
        assert.deepEqual(agent.inputs.capabilities?.adds, ["CAP_CHOWN", "CAP_SETGID", "CAP_SETUID"]);
        assert.deepEqual([client.inputs.user, client.inputs.pidMode], ["666:999", undefined]);
        for (const { inputs } of [agent, client]) {
            assert.equal(inputs.networkMode, "host");
            assert.deepEqual(
                inputs.volumes?.map(({ volumeName, containerPath }) => [volumeName, containerPath]),
                [["test-daos-agent-socket", "/var/run/daos_agent"]],
            );
            assert.match(inputs.healthcheck?.tests?.at(-1) ?? "", /daos_agent\.sock\$' \/proc\/net\/unix/);
        }
        assert.deepEqual(recording.awaited(client, "container"), ["daos-agent"]);
    });

    it("tells the agent what the site says, in any order of it", async () => {
        const [one, other] = [await recordDaos(), await recordDaos({ accessPoints: ["daos-1:10002", "daos-2"] })];
        assert.deepEqual(parse(upload(one.the("container", "daos-agent"), CONFIG)), {
            name: "daos_server",
            access_points: ["daos-1:10002", "daos-2"],
            port: 10001,
            runtime_dir: "/var/run/daos_agent",
            control_log_mask: "info",
            log_file: "/tmp/daos_agent.log",
            transport_config: { allow_insecure: true },
            fabric_ifaces: [{ numa_node: 1, devices: [{ iface: "ib0", domain: "mlx5_0" }] }],
        });
        assert.equal(variable(one.the("container", "daos-agent"), "DAOS_AUTH"), "no");
        assert.deepEqual(differing(one, other), []);
    });

    it("warns when the agent chooses the interface, and not when the site does", async () => {
        assert.deepEqual((await recordDaos()).warnings, []);
        const { warnings } = await recordDaos({ interface: { name: "ib0" } });
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /interface\.configure is off: .*docker0.*set it/);
    });

    it("hands the certificates to the agent alone, as a secret that root alone may read", async () => {
        const recording = await recordDaos({ auth: true, certificates });
        const agent = recording.the("container", "daos-agent");
        const config = parse(upload(agent, CONFIG)) as { transport_config: object };
        assert.deepEqual(config.transport_config, {
            allow_insecure: false,
            ca_cert: "/etc/daos/certs/daosCA.crt",
            cert: "/etc/daos/certs/agent.crt",
            key: "/etc/daos/certs/agent.key",
        });
        const archive = packCertificates(certificates).toString("base64");
        const holding = recording.resources.flatMap((resource) =>
            leaves(resource.inputs)
                .filter(({ text }) => text.includes(archive))
                .map(({ path }) => ({ name: resource.name, secret: isWithin(path, resource.secrets) })),
        );
        assert.deepEqual(holding, [{ name: "daos-agent", secret: true }]);
        assert.equal(agent.inputs.uploads?.find(({ file }) => file === ARCHIVE)?.permissions, "0400");
    });

    it("takes them from a file as they are", async () => {
        const file = path.join(folder, "certs.txz");
        const archive = packCertificates(certificates);
        writeFileSync(file, archive);
        const agent = (await recordDaos({ auth: true, certificates: { archive: file } })).the(
            "container",
            "daos-agent",
        );
        const content = agent.inputs.uploads?.find((upload) => upload.file === ARCHIVE)?.contentBase64;
        assert.equal(content, archive.toString("base64"));
    });

    it("refuses certificates that cannot work before it asks for anything, all faults at once", async () => {
        const foreign = await DaosAuthority.create();
        await assert.rejects(
            recordDaos({ auth: true, certificates: { ...certificates, ca: foreign.ca, key: "no key" } }),
            (error: Error) => {
                assert.match(error.message, /^Pulumi\.test\.yaml cannot be used:\n/);
                assert.match(error.message, /\n {2}hpc-stacks:daos\.certificates\.cert: was not signed by the given/);
                assert.match(error.message, /\n {2}hpc-stacks:daos\.certificates\.key: is no private key in PEM form/);
                return true;
            },
        );
        const file = path.join(folder, "none.txz");
        await assert.rejects(
            recordDaos({ auth: true, certificates: { archive: file } }),
            /daos\.certificates\.archive: .*none\.txz cannot be read \(ENOENT\), give its path from the project's folder/,
        );
    });

    it("builds both images from one folder, with nothing of the site but its user and its packages", async () => {
        const recording = await recordDaos({ repos: ["https://b/", "https://a/"] });
        assert.deepEqual(recording.names("image"), ["daos-agent-image", "daos-client-image"]);
        for (const [name, target] of [
            ["daos-agent-image", "daos_agent"],
            ["daos-client-image", "daos_client"],
        ] as const) {
            const { inputs } = recording.the("image", name);
            assert.match(inputs.name, new RegExp(`^test-${name}:rocky8\\.6-[0-9a-f]{16}$`));
            assert.equal(inputs.build?.target, target);
            assert.deepEqual(inputs.build?.buildArgs, {
                BUST_CACHE: "",
                DAOS_CLIENT_GID: "999",
                DAOS_CLIENT_GNAME: "bar",
                DAOS_CLIENT_UID: "666",
                DAOS_CLIENT_UNAME: "foo",
                DAOS_GPG_KEYS: "https://packages.daos.io/RPM-GPG-KEY",
                DAOS_REPOS: "https://a/ https://b/",
                DAOS_REPOS_NOAUTH: "",
                DAOS_VERSION: "2.2.0-4.el8",
                RHEL_BASE_IMAGE_NAME: "rockylinux/rockylinux",
                RHEL_BASE_IMAGE_TAG: "8.6",
            });
        }
        // Both begin with the same steps, which shall not be done twice.
        const client = recording.the("image", "daos-client-image");
        assert.deepEqual(recording.awaited(client, "image"), ["daos-agent-image"]);
    });

    it("changes what it must when a setting changes, and nothing else", async () => {
        const before = await recordDaos();
        const images = ["daos-agent-image", "daos-client-image"];
        const all = ["daos-agent", "daos-agent-image", "daos-client", "daos-client-image"];
        const cases: [Record<string, unknown>, string[]][] = [
            [{ accessPoints: ["daos-3"] }, ["daos-agent"]],
            [{ port: 10002 }, ["daos-agent"]],
            [{ auth: true, certificates }, ["daos-agent"]],
            [{ interface: {} }, ["daos-agent"]],
            [{ bustCache: "2026-11-21" }, images],
            [{ version: "2.4.0-2.el8" }, images],
            [{ imageTag: "rocky8.8" }, images],
            [{ client: { ...WITHOUT_AUTH.client, uid: 667 } }, ["daos-client", ...images]],
        ];
        for (const [different, changed] of cases) {
            // The simulated engine gives an image the id of its name; the real one gives a new one for new content.
            const found = differing(before, await recordDaos(different));
            assert.deepEqual(found, [...changed].sort(), JSON.stringify(Object.keys(different)));
            assert.ok(found.every((name) => all.includes(name)));
        }
    });

    it("runs the site's command once the agent answers, and tells how it ended", async () => {
        const recording = await recordSite(
            {
                "hpc-stacks:environments": ["daos"],
                "hpc-stacks:daos": { ...WITHOUT_AUTH, command: ["pool", "autotest", "tank"] },
            },
            {
                computed: ({ name }) => (name === "daos-client-command" ? { exitCode: 0, containerLogs: "PASS" } : {}),
            },
        );
        const job = recording.the("container", "daos-client-command");
        assert.deepEqual(
            [job.inputs.entrypoints, job.inputs.command],
            [["/usr/bin/daos"], ["pool", "autotest", "tank"]],
        );
        assert.equal(job.inputs.user, "666:999");
        assert.deepEqual(recording.awaited(job, "container"), ["daos-agent"]);
        const { command } = recording.stackOutputs["daos"] as { command: unknown };
        assert.deepEqual(command, { exitCode: 0, output: "PASS" });
    });
});
