import assert from "node:assert/strict";

import { upload } from "../../support/recording";
import { type SiteConfig, recordSite, siteConfig } from "../../support/sites";

const CONFIG = siteConfig("pcocc");

function saying(part: Record<string, unknown>): SiteConfig {
    return { ...CONFIG, "hpc-stacks:pcocc": { ...(CONFIG["hpc-stacks:pcocc"] as object), ...part } };
}

describe("pcocc", () => {
    it("builds from an image in the engine once it was exported, and again when it is another one", async () => {
        const { inputs } = (await recordSite(CONFIG)).the("image", "pcocc-build-hello");
        assert.equal(inputs.build?.context, "stacks/pcocc/hello");
        assert.equal(inputs.build?.buildArgs?.["BASE"], "busybox:latest");
        assert.ok(inputs.triggers?.["base"]);
    });

    it("refuses to build from an image that is in the repository alone", async () => {
        const images = { busybox: { catalogue: "busybox" }, hello: { build: "stacks/pcocc/hello" } };
        await assert.rejects(
            recordSite(saying({ images, exports: {}, runs: {} })),
            /image hello starts from busybox, which is in the repository but not in the engine/,
        );
    });

    it("names the images that are made from each other", async () => {
        const images = { hello: { build: "stacks/pcocc/hello" } };
        await assert.rejects(
            recordSite(saying({ images, exports: { busybox: "hello" }, runs: {} })),
            /made from each other in a circle: hello, hello/,
        );
    });

    it("makes and runs everything of a job in its engine, to be gone with it", async () => {
        const recording = await recordSite(CONFIG);
        const inner = recording.resources.filter(({ provider }) => provider.includes("pcocc-engine-provider"));
        assert.deepEqual(
            inner.map(({ name }) => name).sort(),
            [
                ...["pcocc-build-hello", "pcocc-edit-new-busybox", "pcocc-edit-new-busybox-from"],
                ...["pcocc-export-busybox", "pcocc-inner-runs", "pcocc-run-hello", "pcocc-run-newfile"],
            ].sort(),
        );
        for (const resource of inner) {
            const [given] = recording.lineage(resource).flatMap(({ options }) => options.deletedWith || []);
            assert.match(given ?? "", /::pcocc-engine-data$/, resource.name);
        }
    });

    it("lets the engine trust and log in at the repository", async () => {
        const recording = await recordSite(CONFIG);
        const ca = upload(
            recording.the("container", "pcocc-engine-dockerd"),
            "/etc/docker/certs.d/repository:5000/ca.crt",
        );
        assert.equal(ca, "certificate<pcocc-authority-ca>");
        // Inputs of providers are passed on as JSON.
        const auth: unknown = recording.the("provider", "pcocc-engine-provider").inputs.registryAuth;
        const [login, ...others] = JSON.parse(auth as string) as { address: string; username: string }[];
        assert.deepEqual([login?.address, login?.username, others], ["repository:5000", "pcocc", []]);
    });

    it("puts certificates where the seed has them, under the number of the job", async () => {
        const folderOf = async (part: Record<string, unknown>) =>
            ((await recordSite(saying(part))).stackOutputs["pcocc"] as { engine: { env: Record<string, string> } })
                .engine.env["DOCKER_CERT_PATH"];
        assert.equal(await folderOf({}), "~/.pcocc/job_4711/vmcerts/client");
        assert.equal(await folderOf({ jobId: 1756496 }), "~/.pcocc/job_1756496/vmcerts/client");
        assert.equal(await folderOf({ certificateFolder: "/srv/certs" }), "/srv/certs");
    });

    it("makes nothing but an address of an engine that exists already", async () => {
        const remote = { host: "tcp://node1:2376", ca: "a", cert: "b", key: "c" };
        const recording = await recordSite({ ...CONFIG, "hpc-stacks:pcocc": { remote } });
        assert.deepEqual([recording.names("container"), recording.names("image")], [[], []]);
        assert.equal(recording.the("provider", "pcocc-engine-provider").inputs.host, "tcp://node1:2376");
    });
});
