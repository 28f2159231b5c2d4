import assert from "node:assert/strict";

import { assertEach } from "../../support/assert-each";
import { STORAGE_URL, imageIdOf, passwordOf } from "../../support/engine";
import { type SiteConfig, recordSite } from "../../support/sites";

const KEY = "the key of the account";
const GIVEN = {
    swift: { url: "https://keystone.example.com:5000/v3", user: "swift", key: KEY, project: "service" },
    base: { object: "ubuntu_14.04_jre8_storlets.tar" },
};

/** A site with something of every key. */
function saying(section: Record<string, unknown> = {}, volumes = "delete"): SiteConfig {
    return { "hpc-stacks:environments": ["storlets"], "hpc-stacks:volumes": volumes, "hpc-stacks:storlets": section };
}

describe("storlets with a Swift of their own", () => {
    const recorded = recordSite.bind(undefined, saying({ image: { packages: ["ffmpeg"] } }));

    it("let the storlet manager read and write the container of images, and nobody else", async () => {
        const { inputs } = (await recorded()).the("swiftContainer", "storlets-container");
        assert.deepEqual(
            [inputs.container, inputs.readers, inputs.writers],
            ["docker_images", "storlets:manager", "storlets:manager"],
        );
    });

    it("go from the base image in Swift to the image in Swift, one step after the other", async () => {
        const recording = await recorded();
        const base = recording.the("imageObject", "storlets-base").inputs;
        assert.equal(base.reference, "localhost:5001/debian_12_jre17_storlets");
        assert.equal(base.imageName, "debian_12_jre17_storlets");
        const loaded = recording.the("loadedImage", "storlets-image-base").inputs;
        assert.equal(loaded.trigger, "etag<storlets-base>");
        const tenant = recording.the("tenantImage", "storlets-image-tenant").inputs;
        assert.deepEqual(tenant.base, { reference: loaded.reference, imageId: imageIdOf("storlets-image-base") });
        assert.match(tenant.dockerfile, /^FROM localhost:5001\/debian_12_jre17_storlets\nMAINTAINER root\n/);
        const object = recording.the("imageObject", "storlets-image-object");
        assert.equal(object.inputs.imageId, imageIdOf("storlets-image-tenant"));
        assert.equal(object.inputs.object, "debian_12_jre17_service_tenant_image.tar");
        assert.deepEqual(recording.awaited(object, "container"), ["storlets-image-trial", "storlets-swift"]);
    });

    it("try the image without a network, limited, as nobody, by the base's entry point", async () => {
        const { inputs } = (await recorded()).the("container", "storlets-image-trial");
        assert.equal(inputs.networkMode, "none");
        assert.deepEqual([inputs.memory, inputs.memorySwap, inputs.cpuQuota], [256, 256, 50_000]);
        assert.deepEqual(inputs.command, ["debug", "java", "-version"]);
        assert.equal(inputs.entrypoints, undefined);
        assert.equal(inputs.user, "65534:65534");
    });

    it("tell what the manager needs, the trial's words in plain, and keys as secrets", async () => {
        const recording = await recorded();
        const { storlets } = recording.stackOutputs as { storlets: Record<string, Record<string, unknown>> };
        assert.deepEqual(storlets["deployRequest"], {
            tenant: "service",
            account: STORAGE_URL,
            container: "docker_images",
            object: "debian_12_jre17_service_tenant_image.tar",
            imageName: "service_tenant_image",
            etag: "etag<storlets-image-object>",
            size: 4711,
            command: "deploy_image.py service debian_12_jre17_service_tenant_image.tar service_tenant_image",
        });
        assert.equal(storlets["manager"]?.["key"], passwordOf("storlets-storlets-manager-key"));
        const secrets = recording.outputs.find(({ values }) => "storlets" in values)?.secrets ?? [];
        assert.deepEqual([...secrets].sort(), ["storlets.manager.key", "storlets.swift.key"]);
    });

    for (const policy of ["delete", "retain", "protect"]) {
        it(`treat images in Swift as the site says of volumes: ${policy}; they are gone with the volume`, async () => {
            const recording = await recordSite(saying({}, policy));
            const volume = recording.the("volume", "storlets-swift-data");
            const objects = recording.all("imageObject");
            assertEach([volume, ...objects], ({ options }) => (options.protect ?? false) === (policy === "protect"));
            assertEach(
                [volume, ...objects],
                ({ options }) => (options.retainOnDelete ?? false) === (policy === "retain"),
            );
            assertEach(objects, ({ options }) => options.deletedWith === volume.urn);
        });
    }
});

describe("storlets with a Swift that is there already", () => {
    it("make no Swift, and leave the base image to its manager", async () => {
        const recording = await recordSite(saying(GIVEN));
        assert.deepEqual(recording.names("imageObject"), ["storlets-image-object"]);
        assert.deepEqual(recording.names("container"), ["storlets-image-trial"]);
        assert.deepEqual([...recording.names("network"), ...recording.names("swiftContainer")], []);
        const { inputs, secrets } = recording.the("loadedImage", "storlets-image-base");
        assert.deepEqual(inputs.account, GIVEN.swift);
        assert.deepEqual(secrets, ["account.key"]);
        assert.equal(inputs.reference, "localhost:5001/ubuntu_14.04_jre8_storlets");
    });

    it("push the image for the nodes where the site says so, after it was tried, with a secret token", async () => {
        const push = { registry: "localhost:5001", repository: "e0d4204e", user: "swift", token: "the token" };
        const recording = await recordSite(saying({ ...GIVEN, push }));
        const pushed = recording.all("push")[0];
        assert.ok(pushed);
        assert.equal(pushed.inputs.repository, "localhost:5001/e0d4204e");
        assert.equal(pushed.inputs.imageId, imageIdOf("storlets-image-tenant"));
        assert.ok(pushed.secrets.includes("token"));
        assert.deepEqual(recording.awaited(pushed, "container"), ["storlets-image-trial"]);
    });
});

describe("a storlets image from a folder", () => {
    it("has the folder's Dockerfile and follows its files", async () => {
        const recording = await recordSite(saying({ image: { context: "tests/fixtures/storlets/tenant" } }));
        const { inputs } = recording.the("tenantImage", "storlets-image-tenant");
        assert.equal(inputs.context, "tests/fixtures/storlets/tenant");
        assert.match(inputs.contextHash ?? "", /^[0-9a-f]{16}$/);
        assert.match(inputs.name, /^test-storlets-image-tenant:[0-9a-f]{16}$/);
    });

    it("is refused at the preview with all that is wrong", async () => {
        await assert.rejects(
            recordSite(saying({ image: { context: "tests/fixtures/storlets/mismatch" } })),
            (error: { errors?: unknown[] }) => error.errors?.length === 2,
        );
        await assert.rejects(
            recordSite(saying({ image: { context: "tests/fixtures" } })),
            /there is no tests\/fixtures\/Dockerfile/,
        );
    });

    it("is warned about daemons", async () => {
        const { warnings } = await recordSite(saying({ image: { packages: ["openssh-server"] } }));
        assert.match(warnings.join(), /openssh-server is or starts a daemon/);
    });
});
